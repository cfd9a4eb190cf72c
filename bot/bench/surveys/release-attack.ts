import { type Figure, held, told } from "#bench/harness/figure.ts";
import { attack } from "#test/attack/attacker.ts";
import { randomSurvey } from "#test/attack/random-survey.ts";
import { rulesOff } from "#test/attack/rules-off.ts";

const surveys = 10_000;
const surveysWithout = 600;

/** Attacks all that is published of random surveys, with every rule and with each of them switched off. */
export async function attackReleases(): Promise<Figure[]> {
  const all = leaks(surveys, {});
  const leaking = [...all.values()].reduce((sum, count) => sum + count, 0);
  return [
    held(`Leaks in ${surveys.toLocaleString("en")} random surveys`, leaking, { most: 0 }, String),
    ...rulesOff.map(({ rule, without }) =>
      told(
        `  of ${surveysWithout} without: ${rule}`,
        wordsOf(leaks(surveysWithout, { ...without, rechecks: false })),
      ),
    ),
  ];
}

type Kinds = Map<string, number>;

/** Surveys by what was found in them. */
function leaks(count: number, without: Parameters<typeof randomSurvey>[1]): Kinds {
  const found: Kinds = new Map();
  for (let seed = 1; seed <= count; seed++) {
    for (const kind of new Set(attack(randomSurvey(seed, without)).map((each) => each.kind)))
      found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  return found;
}

const wordsOf = (found: Kinds) =>
  ["set", "certain", "colleague"].map((kind) => `${kind} ${found.get(kind) ?? 0}`).join(", ");
