import type { Language, Question, QuestionResult, Release, Results, Words } from "bot/surveys/contract";
import i18next from "i18next";
import en from "./texts/en.json";
import fi from "./texts/fi.json";
import sv from "./texts/sv.json";
import { formatterIn } from "./wording/formatter.ts";

/* For tests only: formatter as in the tab, which itself needs a page to run in, and results to speak of. */

const words = { sv, fi, en };
const tags = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

export function formatterFor(language: Language) {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    lng: language,
    resources: { [language]: { translation: words[language] } },
    keySeparator: false,
    nsSeparator: false,
    fallbackLng: false,
    interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
  });
  return formatterIn(language, tags[language], (key, values = {}) => {
    const text = instance.t(key, values);
    if (text === key || text.includes("{")) throw new Error(`${language}: "${key}" gave "${text}"`);
    return text;
  });
}

export const inAll = (text: string): Words => ({ sv: text, fi: text, en: text });

const asked = { required: false, dontKnow: false };
export const scale = (id: string, low = "dåligt", high = "bra"): Question => ({
  ...asked,
  id,
  type: "scale",
  text: inAll(id),
  low: inAll(low),
  high: inAll(high),
});
export const change = (id: string): Question => ({ ...asked, id, type: "change", text: inAll(id) });
export const recommend = (id: string): Question => ({ ...asked, id, type: "recommend", text: inAll(id) });
export const text = (id: string): Question => ({ ...asked, id, type: "text", text: inAll(id) });
export const choice = (type: "single" | "multiple", ids: string[]): Question => ({
  ...asked,
  id: type,
  type,
  text: inAll(type),
  choices: ids.map((id) => ({ id, text: inAll(id) })),
});

export const shares = (values: Record<string, number>) =>
  Object.entries(values).map(([key, share]) => ({ key, share, interval: null }));

/** One question's result; what is not given is not there. */
export const result = (
  id: string,
  total: QuestionResult["total"],
  rest: Partial<QuestionResult> = {},
): QuestionResult => ({
  id,
  total,
  dontKnow: null,
  groups: [],
  comments: null,
  ...rest,
});

export const figures = (
  n: number,
  rest: Partial<Extract<QuestionResult["total"], { shown: true }>> = {},
) => ({
  shown: true as const,
  n,
  shares: null,
  mean: null,
  score: null,
  ...rest,
});

export const mean = (value: number, interval: [number, number] | null = null) => ({ value, interval });

export const released = (questions: QuestionResult[], rest: Partial<Release> = {}): Release => ({
  round: 1,
  final: true,
  releasedAt: "2026-10-15T06:01:00Z",
  respondents: 347,
  thresholds: { ratings: 5, comments: 10, complement: 5 },
  segment: null,
  questions,
  signed: null,
  ...rest,
});

export const results = (
  questions: Question[],
  figured: QuestionResult[],
  rest: Partial<Results> = {},
): Results => ({
  id: "6f1c1f5e-0000-4000-8000-000000000001",
  title: inAll("Kundenkät"),
  intro: inAll(""),
  kind: "sealed",
  state: "released",
  languages: ["sv", "fi", "en"],
  questions,
  backgrounds: [],
  openedAt: "2026-10-01T06:00:00Z",
  closesAt: "2026-10-15T06:00:00Z",
  closedAt: "2026-10-15T06:00:00Z",
  audience: 1240,
  shared: true,
  release: released(figured),
  ...rest,
});
