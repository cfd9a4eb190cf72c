import type { Language, Status, Term } from "#features/glossary/contract.ts";
import { emptyTerm, type ReadTerm } from "#features/glossary/exchange/import-draft.ts";
import {
  genderFrom,
  moreCautious,
  partOfSpeechFrom,
  processFrom,
  statusFrom,
  typeFrom,
  usageFrom,
} from "#features/glossary/exchange/picklists.ts";
import { readTermMarks, termMarkIn } from "./tbx-extensions.ts";
import type { Item } from "./tbx-items.ts";

export type TermPlace = {
  id: string;
  language: Language;
  /** Of its section. */
  usage: Term["usage"];
  /** Whether it holds the marks of the term banks. */
  hasMarks: boolean;
};

type Told = {
  /** For what the glossary has no place for. */
  leaveOut(item: Item): void;
  /** For a value of a list that is none of ours. */
  doubt(item: Item): void;
  /** For a status that is not understood. */
  doubtStatus(item: Item): void;
};

const statusCategories = new Set([
  "administrativeStatus",
  "usageStatus",
  "termStatus",
  "normativeAuthorization",
]);
const isStatus = ({ category }: Item): boolean => statusCategories.has(category);

/** A term out of what its section says; undefined where there is no term. */
export function termOf(items: readonly Item[], place: TermPlace, told: Told): ReadTerm | undefined {
  const written = items.find(({ category }) => category === "term");
  if (!written?.text) return undefined;
  let term = startOf(written.text, place);
  for (const item of items) {
    if (item === written) continue;
    const read = readers[item.category];
    if (!Object.hasOwn(readers, item.category) || !read) {
      told.leaveOut(item);
      continue;
    }
    const changes = read(item, term);
    if (changes) term = { ...term, ...changes };
    else if (isStatus(item)) {
      // It may have been a warning: the term is not published by a choice made for the rest.
      term = { ...term, status: term.status ?? "proposed" };
      told.doubtStatus(item);
    } else told.doubt(item);
  }
  return term;
}

function startOf(text: string, { id, language, usage, hasMarks }: TermPlace): ReadTerm {
  if (!hasMarks) return { ...emptyTerm(id, language, text), usage };
  const marked = readTermMarks(text, language);
  return {
    ...emptyTerm(id, language, text),
    ...marked,
    usage: marked.usage.length > 0 ? marked.usage : usage,
  };
}

type Reader = (item: Item, term: ReadTerm) => Partial<ReadTerm> | undefined;

/** Each gives what its value changes; undefined for a value that is none of ours. */
const readers: Record<string, Reader> = {
  administrativeStatus: stated,
  usageStatus: stated,
  termStatus: stated,
  normativeAuthorization: ({ text }, { status }) => as("status", status ?? statusFrom(text)),
  languagePlanningQualifier: ({ text }, { status }) => as("status", status ?? statusFrom(text)),
  processStatus({ text }, { status }) {
    const stage: Status | null | undefined = processFrom(text);
    return as("status", stage === null ? status : stage);
  },
  partOfSpeech: ({ text }) => as("partOfSpeech", partOfSpeechFrom(text)),
  grammaticalGender: ({ text }) => as("gender", genderFrom(text)),
  termType: ({ text }) => as("type", typeFrom(text)),
  geographicalUsage({ text }, { usage }) {
    const found = usageFrom(text);
    return found && { usage: (["FI", "SE"] as const).filter((each) => [...usage, ...found].includes(each)) };
  },
  projectSubset: ({ text }) => termMarkIn(text),
  context: ({ text, source }, { context }) =>
    context.text === "" && context.source === "" ? { context: { text, source } } : undefined,
  source: ({ text }, { source }) => ({ source: joined(source, text, "; ") }),
  note: ({ text }, { note }) => ({ note: joined(note, text) }),
};

function stated({ text }: Item, { status }: ReadTerm): Partial<ReadTerm> | undefined {
  const read = moreCautious(status, statusFrom(text));
  return as("status", read ?? undefined);
}

const as = <Name extends keyof ReadTerm>(name: Name, value: ReadTerm[Name] | undefined) =>
  value === undefined ? undefined : { [name]: value };

export const joined = (before: string, text: string, between = "\n"): string =>
  before === "" || text === "" ? before + text : `${before}${between}${text}`;
