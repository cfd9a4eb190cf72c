import type { Moderation, QuestionView } from "bot/coffee/contract";

/** The deed that brings a question back to what it was before another. */
export function undoing(before: QuestionView, { deed }: Moderation): Moderation {
  if (deed === "pin") return { deed: "unpin" };
  if (deed === "unpin") return { deed: "pin" };
  if (before.state === "answered") return { deed: "answer", answer: before.answer };
  if (before.state === "withheld" && before.reason) return { deed: "withhold", reason: before.reason };
  if (before.state === "merged" && before.mergedInto) return { deed: "merge", into: before.mergedInto };
  return { deed: "reopen" };
}
