import type {
  Figures,
  Language,
  Question,
  QuestionResult,
  Release,
  Results,
  Share,
  Untold,
  Words,
} from "bot/surveys/contract";
import i18next from "i18next";
import { type Banded, bandKeys } from "./charts/bands.ts";
import en from "./texts/en.json";
import fi from "./texts/fi.json";
import sv from "./texts/sv.json";
import { formatterIn } from "./wording/formatter.ts";

/* For tests only: formatter as in the tab, which itself needs a page to run in, and results to speak of. */

const words = { sv, fi, en };
const tags = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

export function formatterFor(language: Language, approximate = false) {
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
  return formatterIn(
    language,
    tags[language],
    (key, values = {}) => {
      const text = instance.t(key, values);
      if (text === key || text.includes("{")) throw new Error(`${language}: "${key}" gave "${text}"`);
      return text;
    },
    approximate,
  );
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

/** Shares as an old release has them: rounded, without counts. */
export const shares = (values: Record<string, number>): Share[] =>
  Object.entries(values).map(([key, share]) => ({ key, count: null, share, interval: null }));

/** One question's result; what is not given is not there. */
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

export const figures = (n: number, rest: Partial<Figures> = {}): Figures => ({
  shown: "exact",
  n,
  shares: null,
  bands: null,
  mean: null,
  score: null,
  ...rest,
});

export const untold: Untold = { shown: "no" };

/** Figures as the release makes them of how many gave each answer, without intervals. */
export function counted(
  type: Banded | "single" | "multiple",
  counts: Record<string, number>,
  n?: number,
): Figures {
  const whole = n ?? Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = (key: string, count: number): Share => ({
    key,
    count,
    share: Math.round((count / whole) * 100),
    interval: null,
  });
  const sum = (keys: string[]) => keys.reduce((all, key) => all + (counts[key] ?? 0), 0);
  const bands = type === "single" || type === "multiple" ? null : bandKeys[type];
  const total = Object.entries(counts).reduce((all, [key, count]) => all + Number(key) * count, 0);
  return figures(whole, {
    shares: Object.entries(counts).map(([key, count]) => share(key, count)),
    bands: bands && (["low", "middle", "high"] as const).map((band) => share(band, sum(bands[band]))),
    mean: type === "scale" || type === "recommend" ? mean(Math.round((total / whole) * 100) / 100) : null,
    score:
      type === "recommend" || type === "change"
        ? mean(Math.round(((sum(bandKeys[type].high) - sum(bandKeys[type].low)) / whole) * 100))
        : null,
  });
}

/** A survey of one question that is told by groups, each of one group or of several joined. */
export function grouped(
  question: Question,
  total: QuestionResult["total"],
  blocks: { groups: string[]; figures: Figures }[],
): Results {
  const ids = [...new Set(blocks.flatMap(({ groups }) => groups))].filter(Boolean);
  return results([question], [result(question.id, total, { tables: [{ backgroundId: "role", blocks }] })], {
    backgrounds: [
      { id: "role", text: inAll("Role"), choices: ids.map((id) => ({ id, text: inAll(`Group ${id}`) })) },
    ],
  });
}

export const mean = (value: number, interval: [number, number] | null = null) => ({ value, interval });

export const released = (questions: QuestionResult[], rest: Partial<Release> = {}): Release => ({
  version: 2,
  round: 1,
  final: true,
  releasedAt: "2026-10-15T06:01:00Z",
  respondents: 347,
  rules: { ratings: 5, comments: 10, colleague: 1, step: null },
  leaves: [],
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
