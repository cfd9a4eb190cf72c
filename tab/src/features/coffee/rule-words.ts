import type { Language, Repeats, Rule } from "bot/coffee/contract";
import type { TranslateOf } from "#platform/texts.ts";
import type { coffeeTexts } from "./coffee-texts.ts";
import { clockTimesIn, dateIn, monthNameIn, weekdayIn } from "./days.ts";

type Translate = TranslateOf<typeof coffeeTexts>;

/** "andra torsdagen varje månad kl. 8.30–9.15, inte i juli": a rule read back, without its single days left out. */
export function ruleWords(rule: Rule, language: Language, t: Translate): string {
  const time = clockTimesIn(language, rule.time, rule.durationMinutes);
  const paused = rule.pausedMonths
    .toSorted((a, b) => a - b)
    .map((month) => t("rule.inMonth", { month: monthNameIn(language, month) }));
  const words = t("rule", { repeats: repeatWords(rule.repeats, language, t), time });
  return [
    words,
    paused.length > 0 && t("rule.paused", { months: either(paused, t) }),
    rule.endsOn && t("rule.ends", { day: dateIn(language, rule.endsOn) }),
  ]
    .filter(Boolean)
    .join(", ");
}

function repeatWords(repeats: Repeats, language: Language, t: Translate): string {
  const { every } = repeats;
  if (repeats.unit === "week") {
    const weekday = weekdayIn(language, repeats.weekday);
    if (every === 1) return t("rule.weekly", { weekday });
    if (every === 2) return t("rule.everyOtherWeek", { weekday });
    return t("rule.everyNthWeek", { weekday, nth: t(`ordinal.${countOf(every)}`) });
  }
  const months =
    every === 1
      ? t("rule.monthly")
      : every === 2
        ? t("rule.everyOtherMonth")
        : t("rule.everyNthMonth", { nth: t(`ordinalOf.${countOf(every)}`) });
  if (repeats.unit === "monthByWeekday") {
    const nth = t(repeats.nth === -1 ? "ordinal.last" : `ordinal.${repeats.nth}`);
    return t("rule.byWeekday", { nth, weekday: weekdayIn(language, repeats.weekday), months });
  }
  return repeats.day === -1 ? t("rule.byLastDay", { months }) : t("rule.byDay", { day: repeats.day, months });
}

/** The contract lets a rule skip at most eleven weeks or months. */
type Count = 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
const counts: readonly Count[] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const countOf = (every: number): Count => counts.find((count) => count === every) ?? 12;

/** "juni eller juli" */
const either = (words: string[], t: Translate): string =>
  words.reduce((rest, last, place) =>
    place === words.length - 1 ? t("rule.either", { rest, last }) : `${rest}, ${last}`,
  );

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
export const sentence = (words: string): string => `${capital(words)}.`;
