import type { ConceptRow, Language } from "bot/glossary/contract";
import { localeTags } from "#platform/language.ts";

export type LetterGroup = { letter: string; rows: ConceptRow[] };

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"];

/** A list in the order of a language, under its letters; "" leads what lacks a term in it, "#" what begins otherwise. */
export function byLetter(rows: readonly ConceptRow[], language: Language): LetterGroup[] {
  const collator = new Intl.Collator(localeTags[language], { sensitivity: "base" });
  const groups: LetterGroup[] = [];
  for (const row of rows) {
    const letter = letterOf(row.terms[language][0]?.term, collator);
    const last = groups.at(-1);
    if (last?.letter === letter) last.rows.push(row);
    else groups.push({ letter, rows: [row] });
  }
  return groups;
}

/** É is under E in all three languages, Å under A in English alone: as the language itself sorts. */
function letterOf(term: string | undefined, collator: Intl.Collator): string {
  if (term === undefined) return "";
  const [first = ""] = term;
  return alphabet.find((letter) => collator.compare(letter, first) === 0) ?? "#";
}
