import { expect, test } from "vitest";
import { attack } from "#test/attack/attacker.ts";
import { randomSurvey } from "#test/attack/random-survey.ts";
import { rulesOff } from "#test/attack/rules-off.ts";

/* What follows from everything that was ever published of a survey. Ten thousand surveys: `npm run bench -- release-attack`. */

test("300 random surveys give nobody's answer away, nor anything about one to four people, and say nothing untrue", () => {
  for (let seed = 1; seed <= 300; seed++)
    expect({ seed, found: attack(randomSurvey(seed)) }).toEqual({ seed, found: [] });
});

test.each(rulesOff)("without a rule the attacker finds something: $rule", ({ without, surveys }) => {
  let seed = 1;
  const finds = () =>
    attack(randomSurvey(seed, { ...without, rechecks: false })).some(
      ({ kind }) => kind === "set" || kind === "certain" || kind === "colleague",
    );
  while (seed <= surveys && !finds()) seed++;

  expect(seed).toBeLessThanOrEqual(surveys);
});
