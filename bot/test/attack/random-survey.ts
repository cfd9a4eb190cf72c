import type { Answers, AnswerValue, Draft, Question, Release } from "#features/surveys/contract.ts";
import { type Safeguards, safeguardsFor } from "#features/surveys/results/disclosure/safeguards.ts";
import { release } from "#features/surveys/results/release.ts";
import { add, startTally } from "#features/surveys/results/tally.ts";
import {
  byRole,
  choices,
  development,
  recommend,
  role,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";

/** In order of arrival. `step`: in which tenth they came, of those told while the survey was open; the rest come last. */
export type Person = { group: string; step: number; answers: Answers };
/** `releases`: all that were ever made of the survey, the final one last. */
export type Attacked = { draft: Draft; people: Person[]; releases: Release[] };

const thresholds = { ratings: 5, comments: 10, complement: 5 };
const stepSize = 10;
const questions: Question[] = [
  { ...development, dontKnow: true },
  { ...trust, dontKnow: true },
  services,
  recommend,
  service,
  wishes,
];

/** The same survey for the same seed, of any kind, size and shape: groups of one, groups of one mind, questions left out. */
export function randomSurvey(seed: number, without: Partial<Safeguards> = {}): Attacked {
  const random = generator(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const isLive = random() < 0.3;
  const groupIds = "abcdefgh".slice(0, 2 + below(7)).split("");
  const draft = byRole(questions, {
    kind: isLive ? "live" : "sealed",
    backgrounds: [{ ...role, choices: choices(...groupIds) }],
  });

  const size = random() < 0.7 ? 5 + below(56) : random() < 0.8 ? 5 + below(146) : 60 + below(341);
  const pull = 1 + below(4);
  const unstated = random() < 0.5 ? 0 : random() * 0.3;
  const habits = questions.map(() => ({
    silent: random() < 0.5 ? 0.03 : random() * 0.6,
    // 1: all answers alike; 4: nearly all the same.
    pull: 1 + below(5),
    first: below(11),
    united: new Set(groupIds.filter(() => random() < 0.25)),
  }));

  const groups = Array.from({ length: size }, () =>
    random() < unstated ? "" : (groupIds[Math.floor(groupIds.length * random() ** pull)] ?? ""),
  );
  // Sometimes those of one group come together.
  if (isLive && random() < 0.3) groups.sort();
  const steps = isLive ? Math.max(0, Math.floor(size / stepSize) - 1) : 0;
  const people = groups.map((group, at): Person => {
    const answers: Answers = group === "" ? {} : { role: group };
    questions.forEach((question, index) => {
      const habit = habits[index];
      if (!habit || random() < habit.silent) return;
      const isUnited = habit.united.has(group);
      const value = answerTo(
        question,
        isUnited ? 0 : random() ** habit.pull,
        habit.first,
        isUnited ? () => 0.5 : random,
      );
      if (value !== undefined) answers[question.id] = value;
    });
    return { group, step: Math.min(Math.floor(at / stepSize), steps), answers };
  });

  const safeguards = { ...safeguardsFor(thresholds), ...without };
  const interims = Array.from({ length: steps }, (_, at) => made(draft, people, at + 1, false, safeguards));
  return { draft, people, releases: [...interims, made(draft, people, steps, true, safeguards)] };
}

/** As it was when so many steps could be told: nobody after the one that was held back had answered yet. */
function made(
  draft: Draft,
  people: readonly Person[],
  told: number,
  final: boolean,
  safeguards: Safeguards,
): Release {
  const tally = startTally(draft);
  const there = final ? people : people.slice(0, (told + 1) * stepSize);
  for (const { answers, step } of there) add(tally, { answers }, Math.min(step, told));
  const now = new Date("2026-12-24T14:00:00Z");
  const step = draft.kind === "live" ? stepSize : null;
  return release({ draft, thresholds }, tally, { round: told, final, now, random: () => 0, step }, safeguards)
    .forAll;
}

/** `drawn` from 0 to 1 chooses among the question's answers, counted from `first`. */
function answerTo(
  question: Question,
  drawn: number,
  first: number,
  random: () => number,
): AnswerValue | undefined {
  if (question.dontKnow && random() < 0.05) return { dontKnow: true };
  const at = (count: number) => (Math.floor(drawn * count) + first) % count;
  switch (question.type) {
    case "change":
      return ["better", "same", "worse"][at(3)];
    case "scale":
      return 1 + at(5);
    case "recommend":
      return at(11);
    case "single":
      return question.choices[at(question.choices.length)]?.id;
    case "multiple": {
      const one = question.choices[at(question.choices.length)]?.id ?? "";
      return question.choices.map(({ id }) => id).filter((id) => id === one || random() < 0.25);
    }
    case "text":
      return "Mer tid";
  }
}

/** Mulberry32: good enough to make surveys with, and the same everywhere. */
function generator(seed: number): () => number {
  let state = (seed * 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
