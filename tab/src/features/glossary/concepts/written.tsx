import type { By, ConceptView } from "bot/glossary/contract";
import { dateIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { Source } from "./language-part.tsx";

/** Where the concept comes from, and when it was written and checked; by whom is told to members. */
export function Written({ concept }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const language = useLanguage();
  const { draft, createdAt, createdBy, changedAt, checkedAt, checkedBy } = concept;
  const isMember = concept.may.seeHistory;
  const at = (instant: string) => dateIn(language, instant);
  return (
    <div className={styles.written}>
      {draft.source && <Source text={draft.source} />}
      {isMember && <p>{t("created", { at: at(createdAt), by: nameOf(createdBy, t) })}</p>}
      {(changedAt !== createdAt || !isMember) && <p>{t("changed", { at: at(changedAt) })}</p>}
      {isMember && checkedAt && checkedBy && (
        <p>{t("checked", { at: at(checkedAt), by: nameOf(checkedBy, t) })}</p>
      )}
    </div>
  );
}

/** Whoever it was: oneself, a member, or somebody who has left. */
export const nameOf = ({ name, mine }: By, t: TranslateOf<typeof conceptTexts>): string =>
  mine ? t("by.me") : (name ?? t("by.somebody"));
