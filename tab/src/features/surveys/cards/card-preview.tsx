import { Tab, TabList } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Language, CardPreview as Preview, SurveyView } from "bot/surveys/contract";
import { useEffect, useRef, useState } from "react";
import { limits } from "#features/surveys/limits.ts";
import { cardQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { inOrder } from "#platform/drafting/fields.ts";
import { languageNames, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./card-preview.module.css";
import { Questionnaire } from "./questionnaire.tsx";

/** The card as Teams will show it, in each language; drawn anew with every saved change. */
export function CardPreview({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const ownLanguage = useLanguage();
  const shown = inOrder(survey.draft.languages);
  const [chosen, setChosen] = useState<Language>(ownLanguage);
  const language = shown.includes(chosen) ? chosen : (shown[0] ?? "sv");
  const preview = useQuery({
    ...cardQuery(survey.id, language, survey.version),
    placeholderData: keepPreviousData,
  });

  return (
    <section aria-labelledby="preview" className={styles.preview}>
      <h2 id="preview" className={styles.heading}>
        {t("preview")}
      </h2>
      <TabList
        selectedValue={language}
        onTabSelect={(_, { value }) => setChosen(shown.find((each) => each === value) ?? "sv")}
        aria-labelledby="preview"
      >
        {shown.map((each) => (
          <Tab key={each} value={each} id={`preview-${each}`} aria-controls="preview-card">
            <span lang={each}>{languageNames[each]}</span>
          </Tab>
        ))}
      </TabList>
      <div id="preview-card" role="tabpanel" aria-labelledby={`preview-${language}`} className={styles.panel}>
        {preview.error && <Problem error={preview.error} again={() => void preview.refetch()} />}
        {preview.data ? (
          <Drawing preview={preview.data} />
        ) : (
          <div className={`bone ${styles.bone}`} aria-hidden="true" />
        )}
      </div>
      <p className={styles.note}>{t("preview.note")}</p>
      {survey.draft.questions.length + survey.draft.backgrounds.length > limits.questionsInCard && (
        <Questionnaire draft={survey.draft} language={language} />
      )}
    </section>
  );
}

function Drawing({ preview }: { preview: Preview }) {
  const t = useTexts(surveyTexts);
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let current = true;
    import("./draw-card.ts").then(
      ({ drawCard }) => {
        const drawn = current && drawCard(preview.card);
        if (!drawn) return;
        place.current?.replaceChildren(drawn);
        setFailed(false);
      },
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [preview]);

  return (
    <>
      {failed && <p>{t("preview.failed")}</p>}
      <div ref={place} lang={preview.language} className={styles.card} />
    </>
  );
}
