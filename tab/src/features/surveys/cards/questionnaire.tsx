import type { Background, Draft, Language, Question } from "bot/surveys/contract";
import { organiserTexts } from "#features/surveys/sending/organiser-texts.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./questionnaire.module.css";

type Props = { draft: Draft; language: Language };

/** As many groups as there are municipalities would push the next question out of sight. */
const longList = 12;

/** All that is asked, in one language, to be read through or printed: a long survey's card shows none of it. */
export function Questionnaire({ draft, language }: Props) {
  const say = useTexts(organiserTexts);
  const { questions, backgrounds } = draft;
  return (
    <section aria-labelledby="questionnaire" className={styles.whole}>
      <h3 id="questionnaire" className={styles.heading}>
        {say("questionnaire")}
      </h3>
      <ol lang={language} className={styles.questions}>
        {[...questions, ...backgrounds].map((question) => (
          <Asked key={question.id} question={question} language={language} />
        ))}
      </ol>
    </section>
  );
}

function Asked({ question, language }: { question: Question | Background; language: Language }) {
  const t = useTexts(surveyTexts);
  const say = useTexts(organiserTexts);
  const isRequired = "type" in question && question.required;
  const options = "choices" in question ? question.choices.map(({ text }) => text[language]) : [];
  return (
    <li>
      <p className={styles.text}>{question.text[language]}</p>
      <p className={styles.about}>
        {"type" in question ? t(`type.${question.type}`) : say("questionnaire.background")}
        {isRequired && `, ${say("questionnaire.required")}`}
        {"type" in question && question.type === "scale" && (
          <>
            {": "}
            {question.low[language]} – {question.high[language]}
          </>
        )}
      </p>
      {options.length > longList ? (
        <details className={styles.fold}>
          <summary>{say("questionnaire.options", { count: options.length })}</summary>
          <Options options={options} />
        </details>
      ) : (
        options.length > 0 && <Options options={options} />
      )}
    </li>
  );
}

const Options = ({ options }: { options: readonly string[] }) => (
  <ul className={styles.options}>
    {options.map((text, at) => (
      <li key={at}>{text}</li>
    ))}
  </ul>
);
