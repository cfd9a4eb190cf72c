import { expect, test } from "vitest";
import { meanInterval, scoreInterval, tQuantile, wilsonInterval } from "./interval.ts";

// Newcombe 1998, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the Wilson interval of %i in %i is the published one", (count, n, low, high) => {
  const [from, to] = wilsonInterval(count / n, n);

  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});

test("a Wilson interval ends at 0 and 1", () => {
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(1, 10)[1]).toBeCloseTo(1, 12);
});

// Any table of Student's t, 0.975.
test.each([
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [15, 2.131],
  [20, 2.086],
  [29, 2.045],
  [40, 2.021],
  [60, 2.0],
  [120, 1.98],
  [100_000, 1.96],
])("Student's t with %i degrees of freedom is as in the tables", (degrees, published) => {
  expect(Math.abs(tQuantile(degrees) - published)).toBeLessThan(0.001);
});

test("the interval of a mean is mean ± t · s / √n", () => {
  const answers = [
    { value: 1, count: 2 },
    { value: 2, count: 2 },
    { value: 3, count: 4 },
    { value: 4, count: 6 },
    { value: 5, count: 6 },
  ];
  const [low, high] = meanInterval(answers) ?? [0, 0];

  // Sum 72, sum of squares 292: mean 3.6, s² = (292 - 20 · 3.6²) / 19 = 1.7263, t(19) = 2.0930.
  expect(low).toBeCloseTo(3.6 - 2.093 * Math.sqrt(1.7263 / 20), 3);
  expect(high).toBeCloseTo(3.6 + 2.093 * Math.sqrt(1.7263 / 20), 3);
});

test("a mean's interval stays on the scale, and equal answers have none", () => {
  const scale = (counts: number[]) => counts.map((count, at) => ({ value: at + 1, count }));

  expect(meanInterval(scale([0, 0, 0, 1, 11]))?.[1]).toBe(5);
  expect(meanInterval(scale([0, 0, 0, 0, 12]))).toBeUndefined();
  expect(meanInterval(scale([0, 0, 0, 0, 1]))).toBeUndefined();
});

test("the recommend score's interval is the adjusted Wald", () => {
  // 50 promoters and 20 detractors of 100: 50.75 and 20.75 of 103, so 0.2913 ± 1.96 · √((0.6942 - 0.0848) / 103).
  const [low, high] = scoreInterval(50, 20, 100);

  expect(low).toBeCloseTo(0.2913 - 1.96 * Math.sqrt(0.60934 / 103), 3);
  expect(high).toBeCloseTo(0.2913 + 1.96 * Math.sqrt(0.60934 / 103), 3);
  expect(scoreInterval(10, 0, 10)[1]).toBe(1);
});
