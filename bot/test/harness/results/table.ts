import { parse } from "csv-parse/sync";
import type {
  Background,
  Figures,
  Language,
  Question,
  QuestionResult,
  Release,
  Results,
  Words,
} from "#features/surveys/contract.ts";
import { resultsTable } from "#features/surveys/results/table/results-table.ts";
import en from "#features/surveys/texts/en.json" with { type: "json" };
import fi from "#features/surveys/texts/fi.json" with { type: "json" };
import sv from "#features/surveys/texts/sv.json" with { type: "json" };
import { translators } from "#platform/i18n/texts.ts";

/* For tests only: surveys with a release, and their table as a spreadsheet reads it. */

const texts = translators({ sv, fi, en });
export const contextIn = (locale: Language) => ({
  locale,
  t: texts[locale],
  tabLink: (page: string) => page,
});

export const inAll = (text: string): Words => ({ sv: text, fi: text, en: text });
const asked = { required: false, dontKnow: true };
export const question = {
  scale: {
    ...asked,
    id: "trust",
    type: "scale",
    text: inAll("Förtroende"),
    low: inAll("1"),
    high: inAll("5"),
  },
  change: { ...asked, id: "all", type: "change", text: inAll("Helhet") },
  recommend: { ...asked, id: "nps", type: "recommend", text: inAll("Rekommendera") },
  text: { ...asked, id: "ideas", type: "text", text: inAll("Önskemål") },
} satisfies Record<string, Question>;
export const choices = (type: "single" | "multiple", labels: string[]): Question => ({
  ...asked,
  id: type,
  type,
  text: inAll("Val"),
  choices: labels.map((label, at) => ({ id: `c${at}`, text: inAll(label) })),
});
export const role = (labels: string[]): Background => ({
  id: "role",
  text: inAll("Roll"),
  choices: labels.map((label, at) => ({ id: `g${at}`, text: inAll(label) })),
});

export const result = (
  id: string,
  total: QuestionResult["total"],
  rest: Partial<QuestionResult> = {},
): QuestionResult => ({
  id,
  total,
  uncounted: 0,
  dontKnow: null,
  leftOut: null,
  tables: [],
  comments: null,
  ...rest,
});

export const table = (blocks: { groups: string[]; figures: Figures }[]) => [{ backgroundId: "role", blocks }];

export const results = (
  questions: Question[],
  told: QuestionResult[],
  rest: Partial<Omit<Results, "release">> & { release?: Partial<Release> } = {},
): Results => ({
  id: "6f1c1f5e-0000-4000-8000-000000000001",
  title: inAll("Kundenkät"),
  intro: inAll(""),
  kind: "sealed",
  state: "released",
  languages: ["sv", "fi", "en"],
  questions,
  backgrounds: [],
  openedAt: "2026-10-01T06:00:00.000Z",
  closesAt: null,
  closedAt: "2026-10-15T06:00:00.000Z",
  audience: 1200,
  shared: true,
  ...rest,
  release: {
    version: 2,
    round: 1,
    final: true,
    releasedAt: "2026-10-15T06:01:00.000Z",
    respondents: 347,
    rules: { ratings: 5, comments: 10, colleague: 1, step: null },
    leaves: [],
    questions: told,
    signed: null,
    ...rest.release,
  },
});

/** The table's lines by the names of its columns in English, whatever it is written in. */
export function linesIn(of: Results, locale: Language = "sv"): Record<string, string>[] {
  const { text } = resultsTable(of, contextIn(locale));
  const rows: string[][] = parse(text, {
    bom: true,
    delimiter: locale === "en" ? "," : ";",
    record_delimiter: "\r\n",
  });
  const [head = [], ...body] = rows;
  const names = parse(resultsTable(of, contextIn("en")).text, { bom: true, to: 1, record_delimiter: "\r\n" });
  const [english = []]: string[][] = names;
  return body.map((row) => Object.fromEntries(head.map((_, at) => [english[at] ?? "", row[at] ?? ""])));
}
