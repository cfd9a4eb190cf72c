import type { Draft, Gap } from "bot/surveys/contract";
import { Link } from "react-router";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { languageNames } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { fieldPath, gapLink } from "./fields.ts";
import styles from "./gap-list.module.css";

const shown = 8;

/** What stops a draft from being sent, each line a way to its field. Filling the first ones brings the rest. */
export function GapList({ surveyId, draft, gaps }: { surveyId: string; draft: Draft; gaps: Gap[] }) {
  const t = useTexts(surveyTexts);
  return (
    <>
      <ul className={styles.gaps}>
        {gaps.slice(0, shown).map((gap) => (
          <li key={`${gap.path} ${gap.language} ${gap.reason}`}>
            <Link to={gapLink(surveyId, draft, gap)}>{sentence(wordsOf(gap, draft, t))}</Link>
          </li>
        ))}
      </ul>
      {gaps.length > shown && <p className={styles.more}>{t("gaps.more", { count: gaps.length - shown })}</p>}
    </>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** "Fråga 2: texten saknas (Suomi)" */
function wordsOf({ path, language, reason }: Gap, draft: Draft, t: TranslateOf<typeof surveyTexts>): string {
  const [list, id, field] = fieldPath(draft, path).split("/");
  const n =
    (list === "backgrounds" ? draft.backgrounds : draft.questions).findIndex((item) => item.id === id) + 1;
  const place = n === 0 ? "" : `${t(list === "backgrounds" ? "background.nth" : "gap.question", { n })}: `;
  if (!isReason(reason)) return place + t("gap.other");
  const inLanguage = language ? ` (${languageNames[language]})` : "";
  if (reason !== "missingText") return place + t(`gap.${reason}`) + inLanguage;
  const isEnd = field === "low" || field === "high";
  const ofQuestion = field === "choices" ? "choice" : isEnd ? "end" : "question";
  const what = n > 0 ? ofQuestion : list === "intro" ? "intro" : "title";
  return `${place}${t(`gap.missing.${what}`)}${inLanguage}`;
}

const reasons = [
  "missingText",
  "noQuestions",
  "tooMany",
  "tooManyTextQuestions",
  "tooFewChoices",
  "tooLarge",
  "duplicateText",
  "noClosingTime",
  "closesInPast",
  "closesTooLate",
  "tooFewAsked",
] as const;
const isReason = (reason: string): reason is (typeof reasons)[number] =>
  reasons.some((each) => each === reason);
