import type { Safeguards } from "#features/surveys/results/disclosure/safeguards.ts";

/** Each rule of decision record 5 switched off, with how few random surveys show that it is needed. */
export const rulesOff: { rule: string; without: Partial<Safeguards>; surveys: number }[] = [
  { rule: "five answers (two are enough)", without: { fewest: 2 }, surveys: 100 },
  { rule: "three who answered otherwise (nobody need)", without: { others: 0 }, surveys: 100 },
  { rule: "three who answered otherwise (two are enough)", without: { others: 2 }, surveys: 100 },
  { rule: "totals in lower bounds (told exactly)", without: { codes: false }, surveys: 100 },
  { rule: "small groups joined (left out)", without: { joins: false }, surveys: 100 },
  { rule: "answers counted by question (respondents)", without: { countsAnswers: false }, surveys: 100 },
  { rule: "the last answers of a live survey (untested)", without: { testsRest: false }, surveys: 400 },
  { rule: "small sums and differences (not looked for)", without: { sets: false }, surveys: 400 },
  { rule: "other answers that fit (not looked for)", without: { moves: false }, surveys: 400 },
];
