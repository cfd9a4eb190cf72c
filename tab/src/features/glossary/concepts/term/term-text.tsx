import type { ConceptRow, Language } from "bot/glossary/contract";
import type { ReactNode } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import styles from "./term.module.css";
import { pieces } from "./term-parts.ts";
import { signs } from "./term-signs.ts";

type ShownTerm = ConceptRow["terms"][Language][number];

/** What nobody should write is not offered for copying. */
export const mayBeUsed = ({ status }: Pick<ShownTerm, "status">): boolean =>
  status !== "deprecated" && status !== "superseded";

/** A term with what marks it: the signs of the term banks to the eye, and words to those who hear them. */
export function TermText({ term, language, matched = [], children }: Props) {
  const t = useTexts(glossaryTexts);
  const { status, equivalence } = term;
  const isAvoided = status === "deprecated" || status === "superseded";
  return (
    <span className={isAvoided ? styles.avoided : styles.term}>
      {isAvoided && <span className={styles.mark}>{t(`mark.${status}`)} </span>}
      {equivalence !== "exact" && <Sign shown={signs[equivalence]} said={t(`equivalence.${equivalence}`)} />}
      {children || <Marked text={term.term} language={language} words={matched} />}
      {term.gender && <span className={styles.about}> {t(`gender.${term.gender}.short`)}</span>}
      {term.usage.map((usage) => (
        <Sign key={usage} shown={usage} said={t(`usage.${usage}`)} boxed />
      ))}
      {(status === "proposed" || status === "inReview") && (
        <>
          {" "}
          <Badge color={status === "proposed" ? "warning" : "brand"}>{t(`status.${status}`)}</Badge>
        </>
      )}
    </span>
  );
}

type Props = {
  term: ShownTerm;
  language: Language;
  matched?: readonly string[];
  /** In place of the term's own words: a link with them. */
  children?: ReactNode;
};

export function Marked({
  text,
  language,
  words,
}: {
  text: string;
  language: Language;
  words: readonly string[];
}) {
  return (
    <span lang={language}>
      {pieces(text, words).map(({ text: part, at, isMatch }) =>
        isMatch ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>,
      )}
    </span>
  );
}

/** What the eye sees and what a screen reader says. */
function Sign({ shown, said, boxed = false }: { shown: string; said: string; boxed?: boolean }) {
  return (
    <>
      <span aria-hidden="true" title={said} className={boxed ? styles.usage : styles.sign}>
        {shown}
      </span>
      <span className={unseen}> ({said}) </span>
    </>
  );
}
