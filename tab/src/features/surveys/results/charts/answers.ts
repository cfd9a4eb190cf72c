import type { Question, QuestionResult, Results, Share } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";
import { groupLabel } from "./groups.ts";

export type Answer = { key: string; label: Localized };

/** The answers that a question's shares are given by, in its own order, with their labels. */
export function answersTo(question: Question, written: Results["languages"], formatter: Formatter): Answer[] {
  const own = (key: string, label: string) => ({ key, label: formatter.own(label) });
  switch (question.type) {
    case "single":
    case "multiple":
      return question.choices.map(({ id, text }) => ({
        key: id,
        label: inLanguage(text, formatter.language, written),
      }));
    case "scale": {
      const low = inLanguage(question.low, formatter.language, written);
      const high = inLanguage(question.high, formatter.language, written);
      return ["1", "2", "3", "4", "5"].map((key) => {
        const end = key === "1" ? low : key === "5" ? high : undefined;
        return end?.text ? { key, label: { ...end, text: `${key} ${end.text}` } } : own(key, key);
      });
    }
    case "recommend":
      return Array.from({ length: 11 }, (_, value) => own(String(value), String(value)));
    case "change":
      return (["worse", "same", "better"] as const).map((key) => own(key, formatter.t(`change.${key}`)));
    case "text":
      return [];
  }
}

export type Order = "share" | "question";

/** Sorted by size, largest first and equal ones in the question's order, or all in the question's order. */
export function inOrder(answers: Answer[], shares: Share[], order: Order): Answer[] {
  if (order === "question") return answers;
  const amount = ({ key }: Answer) => amountOf(shareOf(shares, key));
  return answers.toSorted((a, b) => amount(b) - amount(a));
}

/** An answer that nobody gave is missing from the shares of old releases. */
export const shareOf = (shares: Share[], key: string): Share =>
  shares.find((share) => share.key === key) ?? { key, count: null, share: 0, interval: null };

/** What answers are compared by: how many gave them, where that is told. */
export const amountOf = ({ count, share }: Share): number => count ?? share;

/** How much of `n` answers a bar shows, in percent: from the count, so that bars are as exact as the figures. */
export const sizeOf = ({ count, share }: Pick<Share, "count" | "share">, n: number): number =>
  count === null ? share : n === 0 ? 0 : (count / n) * 100;

/** Everybody first, then each group, or groups joined, in the release's order. */
export type Line = { id: string; label: Localized; total: boolean; figures: QuestionResult["total"] };

export function linesOf(result: QuestionResult, results: Results, formatter: Formatter): Line[] {
  return [
    { id: "total", label: formatter.own(formatter.t("everyone")), total: true, figures: result.total },
    ...result.tables.flatMap(({ backgroundId, blocks }) => {
      const background = results.backgrounds.find(({ id }) => id === backgroundId);
      return blocks.map(({ groups, figures }) => ({
        id: `group-${backgroundId}-${groups.join("-")}`,
        label: groupLabel(groups, background, results.languages, formatter),
        total: false,
        figures,
      }));
    }),
  ];
}
