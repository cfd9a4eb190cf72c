import type { Entry } from "#features/glossary/concepts/entry.ts";
import type { Language, Status, Term } from "#features/glossary/contract.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { plain } from "#platform/teams/card.ts";

/* Terms in words, with the marks of TEPA, for places where Teams reads Markdown. */

type Listed = Entry["terms"]["sv"][number];
/** The marks are words of the terms' own language, whichever one the reader has. */
export type MarkWords = Record<Locale, Translate>;

const equivalenceMarks: Record<Term["equivalence"], string> = {
  exact: "",
  near: "~ ",
  broader: "< ",
  narrower: "> ",
};

const isProposed = (status: Status) => status === "proposed" || status === "inReview";
const isAvoided = (status: Status) => status === "deprecated" || status === "superseded";

/** "~ budget (en) (FI)"; "*" before one that is only proposed. */
export function inWords({ term, status, usage, gender, equivalence }: Listed, language: Language): string {
  const mark = isProposed(status) ? "*" : "";
  const article = language === "sv" && gender ? articles[gender] : undefined;
  const more = [article, usage.length === 1 ? usage[0] : undefined].flatMap((each) =>
    each ? [` (${each})`] : [],
  );
  return plain(`${equivalenceMarks[equivalence]}${mark}${term}${more.join("")}`);
}

const articles: Partial<Record<NonNullable<Term["gender"]>, string>> = { common: "en", neuter: "ett" };

/** A language's best term, and the others behind it: also …; "hellre än" …; "inte" …. Either may be "". */
export function headAndRest(terms: readonly Listed[], language: Language, words: MarkWords) {
  const t = words[language];
  const [head, ...others] = terms.filter(({ status }) => !isAvoided(status));
  const listed = (mark: string, some: readonly Listed[]) =>
    some.length > 0 ? [`${t(mark)} ${some.map((term) => inWords(term, language)).join(", ")}`] : [];
  return {
    head: head ? inWords(head, language) : "",
    rest: [
      ...listed("mark.also", others),
      ...listed("mark.deprecated", withStatus(terms, "deprecated")),
      ...listed("mark.superseded", withStatus(terms, "superseded")),
    ].join("; "),
  };
}

const withStatus = (terms: readonly Listed[], status: Status) =>
  terms.filter((term) => term.status === status);
