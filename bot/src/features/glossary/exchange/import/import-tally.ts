import { sameDraft } from "#features/glossary/concepts/draft.ts";
import type { ConceptDraft } from "#features/glossary/contract.ts";
import type { Fault } from "#features/glossary/exchange/import-draft.ts";
import { nothingFound } from "./import-state.ts";

const mostProblems = 200;
const mostSamples = 20;
/** Of all samples together, which lie in one row with the rest. */
const mostSampleCharacters = 120_000;
/** Of each value that a problem is told with. */
const mostCharacters = 80;
/** Codes of languages, in a file that makes them up. */
const mostLanguages = 50;

/** What is counted and shown of a file while it is read. */
export function tally() {
  const counted = structuredClone(nothingFound);
  let sampleCharacters = 0;
  return {
    counted,

    tell(problem: Fault): void {
      counted.problemCount++;
      if (counted.problems.length < mostProblems) counted.problems.push(shortened(problem));
    },

    otherLanguage(code: string, terms: number): void {
      const language = code.slice(0, 20);
      const known = counted.otherLanguages.find((each) => each.language === language);
      if (known) known.terms += terms;
      else if (counted.otherLanguages.length < mostLanguages)
        counted.otherLanguages.push({ language, terms });
    },

    /** A concept as it would be, beside what is there. */
    concept(draft: ConceptDraft, existing: { id: string; draft: ConceptDraft } | undefined): void {
      counted.found++;
      if (!existing) counted.fresh++;
      else {
        counted.known++;
        if (sameDraft(existing.draft, draft)) counted.same++;
      }
      const size = JSON.stringify(draft).length;
      if (counted.samples.length >= mostSamples || sampleCharacters + size > mostSampleCharacters) return;
      sampleCharacters += size;
      counted.samples.push({ draft, existing: existing?.id ?? null });
    },

    /** For a file that can't be read to its end: what stopped it stands first, and nothing else is left. */
    stopped: (problem: Fault): typeof nothingFound => ({
      ...nothingFound,
      problems: [shortened(problem), ...counted.problems].slice(0, mostProblems),
      problemCount: counted.problemCount + 1,
    }),
  };
}

/** Names and values out of the file may be of any length. */
function shortened({ entry, values, ...problem }: Fault): Fault {
  const short = (value: string | number) =>
    typeof value === "string" && value.length > mostCharacters ? `${value.slice(0, mostCharacters)}…` : value;
  const each = Object.entries(values).map(([name, value]) => [name, short(value)]);
  return { ...problem, entry: entry?.slice(0, mostCharacters) ?? null, values: Object.fromEntries(each) };
}
