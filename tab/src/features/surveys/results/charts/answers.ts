import type { Question, QuestionResult, Release, Results, Share } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";

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

/** Sorted by share, largest first and equal ones in the question's order, or all in the question's order. */
export function inOrder(answers: Answer[], shares: Share[], order: Order): Answer[] {
  if (order === "question") return answers;
  return answers.toSorted((a, b) => shareOf(shares, b.key) - shareOf(shares, a.key));
}

/** An answer that nobody gave may be missing from the shares. */
export const shareOf = (shares: Share[], key: string): number =>
  shares.find((share) => share.key === key)?.share ?? 0;

/** Everybody first, then each group in the question's own order. */
export type Line = { id: string; label: Localized; total: boolean; figures: QuestionResult["total"] };

export function linesOf(result: QuestionResult, results: Results, formatter: Formatter): Line[] {
  const groups = groupLabels(results.release, results, formatter);
  return [
    { id: "total", label: formatter.own(formatter.t("everyone")), total: true, figures: result.total },
    ...result.groups.map(({ id, figures }) => ({
      id: `group-${id}`,
      label: groups.get(id) ?? formatter.own(id),
      total: false,
      figures,
    })),
  ];
}

function groupLabels(
  release: Release | null,
  results: Results,
  formatter: Formatter,
): Map<string, Localized> {
  const background = results.backgrounds.find(({ id }) => id === release?.segment?.backgroundId);
  return new Map(
    background?.choices.map(({ id, text }) => [id, inLanguage(text, formatter.language, results.languages)]),
  );
}
