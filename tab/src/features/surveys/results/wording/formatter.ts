import type { Language } from "bot/surveys/contract";
import type { TextKey, Translate } from "#features/surveys/results/texts.ts";
import type { Localized, Sentence } from "./localized.ts";

export type Interval = [number, number];

/** How results are said in one language: texts, numbers, dates. Percent and scores come as whole numbers. */
export type Formatter = ReturnType<typeof formatterIn>;

/** `tag` is the language's tag for numbers and dates, such as "sv-FI". */
export function formatterIn(language: Language, tag: string, t: Translate) {
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const mean = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const score = new Intl.NumberFormat(tag, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
  const count = new Intl.NumberFormat(tag);
  const dateTime = new Intl.DateTimeFormat(tag, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Helsinki",
  });
  const list = new Intl.ListFormat(tag, { type: "conjunction" });

  return {
    language,
    t,
    percent: (value: number) => percent.format(value / 100),
    percentRange: ([low, high]: Interval) => range(percent, low / 100, high / 100),
    mean: (value: number) => mean.format(value),
    meanRange: ([low, high]: Interval) => range(mean, low, high),
    score: (value: number) => score.format(value),
    scoreRange: ([low, high]: Interval) => range(score, low, high),
    count: (value: number) => count.format(value),
    dateTime: (instant: string) => dateTime.format(new Date(instant)),
    list: (texts: string[]) => list.format(texts),
    own: (text: string): Localized => ({ text, language }),
    /** The sentence with `label` in it kept apart, because it may be in another language. */
    sentence: (key: TextKey, values: Record<string, string | number>, label: Localized): Sentence => {
      const [before = "", after = ""] = t(key, { ...values, label: placeholder }).split(placeholder);
      return [before, label, after].filter((part) => part !== "");
    },
  };
}

const placeholder = "\u0000";

/** `formatRange` writes "~" before two equal ends, which would say that the number is uncertain. */
function range(format: Intl.NumberFormat, low: number, high: number): string {
  return format.format(low) === format.format(high) ? format.format(low) : format.formatRange(low, high);
}
