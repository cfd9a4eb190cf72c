import fc from "fast-check";
import { expect, test } from "vitest";
import type { Question, Share } from "#features/surveys/contract.ts";
import {
  development,
  recommend,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { figuresOf, leastShareOf } from "./figures.ts";

test("347 customers: 25 % better, 64 % as good", () => {
  expect(figuresOf(development, { n: 347, counts: [87, 222, 38] })).toEqual({
    shown: "exact",
    n: 347,
    shares: [
      { key: "better", count: 87, share: 25, interval: [21, 30] },
      { key: "same", count: 222, share: 64, interval: [59, 69] },
      { key: "worse", count: 38, share: 11, interval: [8, 15] },
    ],
    bands: [
      { key: "low", count: 38, share: 11, interval: [8, 15] },
      { key: "middle", count: 222, share: 64, interval: [59, 69] },
      { key: "high", count: 87, share: 25, interval: [21, 30] },
    ],
    mean: null,
    score: { value: 14, interval: [8, 20] },
  });
});

test("0 to 6 by 21 of 200 are 11 %, not seven times 2 %", () => {
  const counts = [3, 3, 3, 3, 3, 3, 3, 40, 39, 50, 50];
  const { bands, score, shares } = figuresOf(recommend, { n: 200, counts });

  expect(shares?.slice(0, 7).map(({ share }) => share)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  expect(bands?.map(({ count, share }) => [count, share])).toEqual([
    [21, 11],
    [79, 40],
    [100, 50],
  ]);
  expect(score?.value).toBe(40);
});

test("28 answers, half of them 0 to 6 and half 9: 50 % each, and a score of 0", () => {
  const { bands, score } = figuresOf(recommend, { n: 28, counts: [2, 2, 2, 2, 2, 2, 2, 0, 0, 14, 0] });

  expect(bands?.map(({ share }) => share)).toEqual([50, 0, 50]);
  expect(score?.value).toBe(0);
});

test("from 1,000 answers percentages have a decimal", () => {
  const { shares } = figuresOf(service, { n: 1000, counts: [333, 667] });

  expect(shares?.map(({ share }) => share)).toEqual([33.3, 66.7]);
  expect(shares?.[0]?.interval).toEqual([30.4, 36.3]);
  expect(figuresOf(service, { n: 999, counts: [333, 666] }).shares?.map(({ share }) => share)).toEqual([
    33, 67,
  ]);
});

test("under ten answers there are no intervals", () => {
  const nine = figuresOf(trust, { n: 9, counts: [1, 2, 1, 3, 2] });
  const ten = figuresOf(trust, { n: 10, counts: [1, 2, 2, 3, 2] });

  expect([nine.mean?.interval, nine.shares?.[0]?.interval, nine.bands?.[0]?.interval]).toEqual([
    null,
    null,
    null,
  ]);
  expect(nine.mean?.value).toBe(3.33);
  expect(ten.mean?.interval).not.toBeNull();
  expect(ten.shares?.[0]?.interval).not.toBeNull();
});

test("a question turned round has the same figures with the other sign", () => {
  const one = figuresOf(development, { n: 200, counts: [21, 0, 0] });
  const other = figuresOf(development, { n: 200, counts: [0, 0, 21] });

  expect(one.score?.value).toBe(11);
  expect(other.score?.value).toBe(-11);
});

test("'at least' is rounded down", () => {
  expect(leastShareOf(345, 347)).toBe(99);
  expect(leastShareOf(997, 999)).toBe(99);
  expect(leastShareOf(9997, 9999)).toBe(99.9);
});

test("texts have a number of answers and nothing else", () => {
  expect(figuresOf(wishes, { n: 12, counts: [] })).toEqual({
    shown: "exact",
    n: 12,
    shares: null,
    bands: null,
    mean: null,
    score: null,
  });
});

const bandOf: Record<string, (key: string) => string> = {
  scale: (key) => (Number(key) < 3 ? "low" : key === "3" ? "middle" : "high"),
  change: (key) => (key === "worse" ? "low" : key === "same" ? "middle" : "high"),
  recommend: (key) => (Number(key) < 7 ? "low" : Number(key) < 9 ? "middle" : "high"),
};

/** Answers by key, of n people from 5 to 400; skewed, since real answers are. */
const answers = (keys: number) =>
  fc
    .tuple(
      fc.integer({ min: 5, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: keys, maxLength: keys }),
    )
    .map(([n, weights]) => {
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const counts = weights.map((weight) => (all === 0 ? 0 : Math.floor((weight * n) / all)));
      counts[0] = (counts[0] ?? 0) + n - counts.reduce((sum, count) => sum + count, 0);
      return { n, counts };
    });

test.each<[string, Question, number]>([
  ["scale", trust, 5],
  ["change", development, 3],
  ["recommend", recommend, 11],
])(
  "bands, shares, mean and score of a %s agree with the counts and with each other",
  (type, question, keys) => {
    fc.assert(
      fc.property(answers(keys), ({ n, counts }) => {
        const { shares, bands, mean, score, ...told } = figuresOf(question, { n, counts });
        expect(told.n).toBe(n);
        expect(shares?.map(({ count }) => count)).toEqual(counts);
        for (const each of [...(shares ?? []), ...(bands ?? [])]) mustBeRounded(each, n);

        // Each band is added up from its keys' counts, here by a rule of its own.
        const expected = new Map<string, number>();
        for (const { key, count } of shares ?? []) {
          const band = bandOf[type]?.(key) ?? "";
          expected.set(band, (expected.get(band) ?? 0) + (count ?? 0));
        }
        expect(Object.fromEntries((bands ?? []).map(({ key, count }) => [key, count]))).toEqual(
          Object.fromEntries(expected),
        );

        const values = (shares ?? []).flatMap(({ key, count }) =>
          Array<number>(count ?? 0).fill(Number(key)),
        );
        if (type !== "change")
          expect(
            Math.abs((mean?.value ?? 0) - values.reduce((sum, value) => sum + value, 0) / n),
          ).toBeLessThanOrEqual(0.005 + 1e-9);
        else expect(mean).toBeNull();
        const balance = (((expected.get("high") ?? 0) - (expected.get("low") ?? 0)) * 100) / n;
        if (type === "scale") expect(score).toBeNull();
        else {
          expect(Math.abs((score?.value ?? 0) - balance)).toBeLessThanOrEqual(0.5);
          // The difference of two rounded shares is at most one point off the rounded difference.
          const [low = 0, high = 0] = [bands?.[0]?.share, bands?.[2]?.share];
          expect(Math.abs((score?.value ?? 0) - (high - low))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  },
);

test("shares of several choices are of the people, and may add up to more than all", () => {
  const { shares, bands } = figuresOf(services, { n: 40, counts: [30, 20, 5] });

  expect(shares?.map(({ share }) => share)).toEqual([75, 50, 13]);
  expect(bands).toBeNull();
});

test("for every n from 5 to 400 a share is the nearest whole percent and lies in its interval", () => {
  for (let n = 5; n <= 400; n++) {
    for (let count = 0; count <= n; count++) {
      const { shares } = figuresOf(service, { n, counts: [count, n - count] });
      for (const each of shares ?? []) mustBeRounded(each, n);
    }
  }
});

function mustBeRounded({ count, share, interval }: Share, n: number) {
  const exact = ((count ?? Number.NaN) * 100) / n;
  if (!Number.isInteger(share) || Math.abs(share - exact) > 0.5)
    expect([count, n, share]).toBe("a whole percent");
  if (n < 10) expect(interval).toBeNull();
  else if (!interval || interval[0] > share || interval[1] < share)
    expect([count, n, share, interval]).toBe("inside");
}
