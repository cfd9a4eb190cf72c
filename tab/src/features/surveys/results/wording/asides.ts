import type { QuestionResult } from "bot/surveys/contract";
import type { Formatter } from "./formatter.ts";

/** Who is not in a question's figures: those who did not know, those who left it out, and answers that came too late. */
export function asides({ dontKnow, leftOut, uncounted }: QuestionResult, formatter: Formatter): string[] {
  const say = (key: "dontKnow" | "leftOut" | "uncounted", count: number | null) =>
    count ? [formatter.begin(formatter.t(key, { count, number: formatter.said.count(count) }))] : [];
  return [...say("dontKnow", dontKnow), ...say("leftOut", leftOut), ...say("uncounted", uncounted)];
}
