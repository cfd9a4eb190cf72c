import { expect, test } from "vitest";
import type { Figures, QuestionResult, Release, Share } from "#features/surveys/contract.ts";
import { development, inAll, recommend, service, trust, wishes } from "#features/surveys/survey/testing.ts";
import { asksSame, changeOf, comparableIn, largest, type Sized } from "./trends.ts";

const title = inAll("Kundenkät");
const figures = (shown: Partial<Figures>): QuestionResult => ({
  id: "trust",
  total: { shown: "exact", n: 40, shares: null, bands: null, mean: null, score: null, ...shown },
  uncounted: 0,
  dontKnow: null,
  leftOut: null,
  tables: [],
  comments: null,
});
const mean = (value: number, interval: [number, number] | null) => figures({ mean: { value, interval } });
const shares = (told: Record<string, number>, n = 40, spread = 5) =>
  figures({
    n,
    shares: Object.entries(told).map(
      ([key, share]): Share => ({ key, count: null, share, interval: [share - spread, share + spread] }),
    ),
  });

test("a scale is compared by its mean, and what moved is certain where the intervals lie apart", () => {
  const certain = changeOf(trust, title, mean(3.4, [3.2, 3.6]), mean(3.9, [3.7, 4.1]));

  expect(certain).toMatchObject({ before: 3.4, after: 3.9, unit: "mean", isCertain: true });
  // Half a step on a scale of four.
  expect(certain?.size).toBeCloseTo(0.125);
  expect(changeOf(trust, title, mean(3.4, [3.1, 3.7]), mean(3.9, [3.7, 4.1]))?.isCertain).toBe(false);
  expect(changeOf(trust, title, mean(3.4, null), mean(3.9, [3.7, 4.1]))?.isCertain).toBe(false);
});

test("better, same and worse are compared by the score that was told, with its interval", () => {
  const score = (value: number, interval: [number, number]) =>
    figures({ shares: [], score: { value, interval } });

  expect(changeOf(development, title, score(30, [10, 50]), score(-5, [-20, 9]))).toMatchObject({
    before: 30,
    after: -5,
    unit: "percent",
    isCertain: true,
    size: -0.175,
  });
});

test("a total in lower bounds or too little to tell has not changed, nor has a rounded one of few answers", () => {
  const release = (version: 1 | 2, total: QuestionResult["total"]): Release => ({
    version,
    round: 1,
    final: true,
    releasedAt: "2026-11-23T08:00:00.000Z",
    respondents: 40,
    rules: { ratings: 5, comments: 10, colleague: 1, step: null },
    leaves: [],
    questions: [{ ...mean(3, null), total }],
    signed: null,
  });
  const { total } = mean(3, [2, 4]);
  const few = { ...figures({ n: 29 }).total };
  const coded = {
    shown: "atLeast",
    n: 40,
    atLeast: [{ key: "4", count: 38, share: 95 }],
    others: [],
  } as const;

  expect(comparableIn(release(2, total), trust)?.total).toBe(total);
  expect(comparableIn(release(2, few), trust)?.total).toBe(few);
  expect(comparableIn(release(1, total), trust)?.total).toBe(total);
  expect(comparableIn(release(1, few), trust)).toBeUndefined();
  expect(
    comparableIn(release(2, { ...coded, atLeast: [...coded.atLeast], others: [] }), trust),
  ).toBeUndefined();
  expect(comparableIn(release(2, { shown: "no" }), trust)).toBeUndefined();
  expect(comparableIn(release(2, total), service)).toBeUndefined();
  expect(comparableIn(undefined, trust)).toBeUndefined();
});

test("in releases of version 1, which have no score for it, better, same and worse are compared by better less worse", () => {
  const of = (n: number) =>
    changeOf(
      development,
      title,
      shares({ better: 50, same: 30, worse: 20 }, n),
      shares({ better: 30, same: 40, worse: 30 }, n),
    );

  expect(of(40)).toMatchObject({ before: 30, after: 0, unit: "percent", size: -0.15 });
  // 30 ± 23 and 0 ± 23 meet; with ten times as many answers, 30 ± 8 and 0 ± 8 do not.
  expect([of(40)?.isCertain, of(400)?.isCertain]).toEqual([false, true]);
});

test("of a question with choices, the choice that moved most is told, with its name", () => {
  const change = changeOf(
    service,
    title,
    shares({ advice: 60, networks: 20 }),
    shares({ advice: 45, networks: 25 }),
  );

  expect(change).toMatchObject({ before: 60, after: 45, unit: "percent", isCertain: true });
  expect(change?.question.sv).toBe("Vad säger du om service? – advice");
});

test("recommendation is compared by its score", () => {
  const score = (value: number, interval: [number, number]) => figures({ score: { value, interval } });

  expect(changeOf(recommend, title, score(-10, [-20, 0]), score(30, [20, 40]))).toMatchObject({
    before: -10,
    after: 30,
    unit: "percent",
    isCertain: true,
    size: 0.2,
  });
});

test("what is hidden, has not moved or is free text is no change", () => {
  const hidden: QuestionResult = { ...mean(3, null), total: { shown: "no" } };

  expect(changeOf(trust, title, hidden, mean(3.9, null))).toBeUndefined();
  expect(changeOf(trust, title, mean(3.9, null), mean(3.9, null))).toBeUndefined();
  expect(changeOf(wishes, title, figures({}), figures({}))).toBeUndefined();
});

test("questions are the same by id, type and words in the languages that both are asked in", () => {
  const finnish = { ...trust, text: { ...trust.text, fi: "Luottamus?" } };

  expect(asksSame(trust, { ...trust, required: true }, ["sv", "fi"])).toBe(true);
  expect(asksSame(trust, finnish, ["sv", "en"])).toBe(true);
  expect(asksSame(trust, finnish, ["sv", "fi"])).toBe(false);
  expect(asksSame(trust, trust, [])).toBe(false);
  expect(asksSame(trust, { ...trust, low: inAll("noll") }, ["sv"])).toBe(false);
  expect(asksSame(service, { ...service, choices: service.choices.slice(1) }, ["sv"])).toBe(false);
  expect(asksSame(service, { ...service, type: "multiple" }, ["sv"])).toBe(false);
});

test("the largest rises and falls are told, three of each at most, whatever their unit", () => {
  const change = (size: number): Sized => ({
    surveyTitle: title,
    question: inAll(`${size}`),
    before: 0,
    after: size,
    unit: "mean",
    isCertain: true,
    size,
  });

  const told = largest([0.1, -0.2, 0.4, 0.3, 0.2, -0.5].map(change), 3);

  expect(told.map(({ after }) => after)).toEqual([0.4, 0.3, 0.2, -0.5, -0.2]);
  expect(told[0]).not.toHaveProperty("size");
});
