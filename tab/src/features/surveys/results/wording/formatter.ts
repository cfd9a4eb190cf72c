import type { Language } from "bot/surveys/contract";
import type { TextKey, Translate } from "#features/surveys/results/texts.ts";
import type { Localized, Sentence } from "./localized.ts";

export type Interval = [number, number];

/** How results are said in one language: texts, numbers, dates. Shares and scores come in percent. */
export type Formatter = ReturnType<typeof formatterIn>;

/** Shares are told with one decimal from so many answers. */
const decimalsFrom = 1000;

/**
 * `tag` is the language's tag for numbers and dates, such as "sv-FI". `approximate` is for releases that were rounded
 * before they were stored: each of their rounded figures is then called so where it is printed.
 */
export function formatterIn(language: Language, tag: string, t: Translate, approximate = false) {
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const decimalPercent = new Intl.NumberFormat(tag, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const mean = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const score = new Intl.NumberFormat(tag, { signDisplay: "exceptZero", maximumFractionDigits: 1 });
  const count = new Intl.NumberFormat(tag);
  const dateTime = new Intl.DateTimeFormat(tag, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Helsinki",
  });
  const list = new Intl.ListFormat(tag, { type: "conjunction" });
  const shares = (n: number) => (n >= decimalsFrom ? decimalPercent : percent);
  const printed = (value: string) => (approximate ? t("about.sign", { value }) : value);
  const said = (value: string) => (approximate ? t("about.word", { value }) : value);

  return {
    language,
    t,
    /** A figure of no release, such as an axis or a response rate. */
    percent: (value: number) => percent.format(value / 100),
    points: (value: number) => score.format(value),
    count: (value: number) => count.format(value),

    /** Figures as a picture or a table prints them. A share needs to know of how many it is. */
    share: (value: number, n: number) => printed(shares(n).format(value / 100)),
    shareRange: ([low, high]: Interval, n: number) => range(shares(n), low / 100, high / 100),
    mean: (value: number) => mean.format(value),
    meanRange: ([low, high]: Interval) => range(mean, low, high),
    score: (value: number) => printed(score.format(value)),
    scoreRange: ([low, high]: Interval) => range(score, low, high),
    answers: (n: number) => t(approximate ? "n.about" : "n", { n: count.format(n) }),
    number: (value: number) => printed(count.format(value)),

    /** The same figures inside a sentence. */
    said: {
      share: (value: number, n: number) => said(shares(n).format(value / 100)),
      score: (value: number) => said(score.format(value)),
      count: (value: number) => said(count.format(value)),
    },

    dateTime: (instant: string) => dateTime.format(new Date(instant)),
    list: (texts: string[]) => list.format(texts),
    own: (text: string): Localized => ({ text, language }),
    /** A sentence of the app's own, which begins with a capital letter whatever figure stands first. */
    begin: (text: string): string => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1),
    /** The sentence with its labels kept separate, because they may be in another language. */
    sentence: (
      key: TextKey,
      values: Record<string, string | number>,
      labels: Record<string, Localized>,
    ): Sentence => {
      const names = Object.keys(labels);
      const marks = Object.fromEntries(names.map((name, at) => [name, `${mark}${at}${mark}`]));
      return t(key, { ...values, ...marks })
        .split(mark)
        .flatMap((part, at) => (at % 2 === 0 ? part : (labels[names[Number(part)] ?? ""] ?? [])))
        .filter((part) => part !== "");
    },
  };
}

const mark = "\u0000";

/** `formatRange` writes "~" before two equal ends, which would say that the number is uncertain. */
function range(format: Intl.NumberFormat, low: number, high: number): string {
  return format.format(low) === format.format(high) ? format.format(low) : format.formatRange(low, high);
}
