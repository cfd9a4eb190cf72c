import { createHash } from "node:crypto";
import type { DemoSurvey, Spread } from "./surveys.ts";

/** What each respondent enters, question by question. */
export function enteredBy({ respondents, spreads, groups = [] }: DemoSurvey): Record<string, string>[] {
  const everybody = numbers(respondents, spreads, "all");
  const inGroups = groups.flatMap(({ size, spreads }, at) => numbers(size, spreads, `group ${at}`));
  return everybody.map((entered, number) => ({ ...entered, ...inGroups[number] }));
}

function numbers(
  respondents: number,
  spreads: Record<string, Spread>,
  seed: string,
): Record<string, string>[] {
  const dealt = Object.entries(spreads).map(
    ([question, spread]) => [question, deal(respondents, `${seed} ${question}`, spread)] as const,
  );
  return Array.from({ length: respondents }, (_, number) =>
    Object.fromEntries(dealt.map(([question, answers]) => [question, answers[number] ?? ""])),
  );
}

/**
 * Deals answers out to numbered respondents: exactly as many of each as the spread says, in an order that looks
 * random and is the same every time. Respondents beyond the spread's sum leave the question out.
 */
function deal(respondents: number, seed: string, spread: Spread): string[] {
  const answers = Object.entries(spread).flatMap(([answer, count]) =>
    Array.from({ length: count }, () => answer),
  );
  if (answers.length > respondents)
    throw new Error(`The spread of ${seed} has more answers than respondents.`);
  const shuffled = Array.from({ length: respondents }, (_, number) => ({ number, rank: rank(seed, number) }));
  shuffled.sort((a, b) => a.rank.localeCompare(b.rank));
  const dealt: string[] = Array(respondents).fill("");
  for (const [at, { number }] of shuffled.entries()) dealt[number] = answers[at] ?? "";
  return dealt;
}

const rank = (seed: string, number: number) => createHash("sha256").update(`${seed} ${number}`).digest("hex");
