import { equivalences, type Term } from "#features/glossary/contract.ts";

/*
 * What TBX-Basic has no place for travels as a project subset, the one category of it that takes any text at a concept and at
 * a term: "kommunpuls:status=proposed". Other programs show it as a label.
 */

const prefix = "kommunpuls:";

export const markText = (name: "status" | "equivalence" | "topic", value: string): string =>
  `${prefix}${name}=${value}`;

export type TermMark = { status: "proposed" | "inReview" } | { equivalence: Term["equivalence"] };

export function termMarkIn(text: string): TermMark | undefined {
  const [name, value] = split(text);
  if (name === "status" && (value === "proposed" || value === "inReview")) return { status: value };
  const equivalence = equivalences.find((each) => name === "equivalence" && each === value);
  return equivalence && { equivalence };
}

export function topicIn(text: string): string | undefined {
  const [name, value] = split(text);
  return name === "topic" ? value : undefined;
}

function split(text: string): string[] {
  const trimmed = text.trim();
  return trimmed.startsWith(prefix) ? trimmed.slice(prefix.length).split("=", 2) : [];
}

/** What a term bank writes into the term itself. */
export type Marked = Pick<Term, "term" | "usage"> & {
  status: Term["status"] | null;
  equivalence: Term["equivalence"];
  gender: Term["gender"];
};

const words: [RegExp, Term["status"]][] = [
  [/^(hellre än|mieluummin kuin|rather than)\s*:\s*/i, "deprecated"],
  [/^(inte|ei|not)\s*:\s*/i, "superseded"],
];

/**
 * A term as the Finnish term banks (TEPA) write it: "*" proposed, "~" a near equivalent, "<" a broader and ">" a narrower
 * one, "/FI/" and "/SE/" where it is used, "hellre än:" not recommended, "inte:" not to be used, and in Swedish "n" after a
 * word with ett.
 */
export function readTermMarks(text: string, language: Term["language"]): Marked {
  const marked = unmarked(text);
  const take = (pattern: RegExp) => {
    const found = pattern.exec(marked.term);
    if (found) marked.term = marked.term.replace(pattern, " ").trim();
    return found;
  };
  for (const [pattern, status] of words) if (take(pattern)) marked.status = status;
  for (let isMore = true; isMore; ) {
    isMore = false;
    if (take(/^\*|\*$/)) [marked.status, isMore] = [marked.status ?? "proposed", true];
    if (take(/^~/)) [marked.equivalence, isMore] = ["near", true];
    if (take(/^<(?!\w+[^<]*>)/)) [marked.equivalence, isMore] = ["broader", true];
    if (take(/^>/)) [marked.equivalence, isMore] = ["narrower", true];
  }
  const places = take(/\/((?:FI|SE)(?:\s*,\s*(?:FI|SE))*)\/$/)?.[1] ?? "";
  marked.usage = (["FI", "SE"] as const).filter((place) => places.includes(place));
  if (language === "sv" && take(/\s+n$/)) marked.gender = "neuter";
  return marked.term === "" ? unmarked(text) : marked;
}

const unmarked = (text: string): Marked => ({
  term: text.trim(),
  status: null,
  usage: [],
  equivalence: "exact",
  gender: null,
});
