import type { answers as contractAnswers, withheldReasons as contractReasons } from "bot/coffee/contract";

/* The contract's lists, without bringing its zod here: the types hold the values, so another does not compile. */

export const answers: typeof contractAnswers = ["yes", "maybe", "no"];
export const withheldReasons: typeof contractReasons = [
  "offTopic",
  "repeated",
  "personal",
  "unkind",
  "later",
];
