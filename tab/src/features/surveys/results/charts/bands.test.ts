import { expect, test } from "vitest";
import { counted, figures, shares } from "#features/surveys/results/testing.ts";
import { bandSizes, bandsOf, divergingBars } from "./bands.ts";

test("bands are those of the release", () => {
  const bands = bandsOf("scale", counted("scale", { 1: 1, 2: 2, 3: 5, 4: 8, 5: 4 }));

  expect(bands).toMatchObject({ low: { count: 3 }, middle: { count: 5 }, high: { count: 12 } });
});

test("an old release has none, and none are added up of its rounded shares", () => {
  expect(bandsOf("scale", figures(28, { shares: shares({ 1: 35, 5: 50 }) }))).toBeNull();
  expect(bandsOf("recommend", figures(28, { shares: shares({ 0: 35, 10: 50 }) }))).toBeNull();
});

test("but of a change, where each answer is a band", () => {
  const bands = bandsOf("change", figures(29, { shares: shares({ better: 25, same: 65 }) }));

  expect(bands).toMatchObject({ low: { share: 0 }, middle: { share: 65 }, high: { share: 25 } });
});

test("a bar is whole though its printed shares are 99 or 90 together", () => {
  const whole = (sizes: { low: number; middle: number; high: number }) =>
    sizes.low + sizes.middle + sizes.high;
  const thirds = bandsOf("change", counted("change", { worse: 5, same: 5, better: 5 }));
  const rounded = bandsOf("change", figures(12, { shares: shares({ worse: 30, same: 30, better: 30 }) }));

  expect(thirds && Object.values(thirds).reduce((sum, { share }) => sum + share, 0)).toBe(99);
  expect(thirds && whole(bandSizes(thirds, 15))).toBeCloseTo(100, 9);
  expect(rounded && whole(bandSizes(rounded, 12))).toBeCloseTo(100, 9);
});

test("one bar fills the picture, and its middle band stands on the line", () => {
  const { centre, bars } = divergingBars([{ low: 11, middle: 64, high: 25 }]);

  expect(centre).toBe(43);
  expect(bars).toEqual([
    [
      { band: "low", start: 0, width: 11 },
      { band: "middle", start: 11, width: 64 },
      { band: "high", start: 75, width: 25 },
    ],
  ]);
});

test("several bars share the line, and none reaches outside the picture", () => {
  const { centre, bars } = divergingBars([
    { low: 100, middle: 0, high: 0 },
    { low: 0, middle: 0, high: 100 },
    { low: 20, middle: 20, high: 60 },
  ]);

  expect(centre).toBe(50);
  expect(bars[0]).toEqual([{ band: "low", start: 0, width: 50 }]);
  expect(bars[1]).toEqual([{ band: "high", start: 50, width: 50 }]);
  expect(bars[2]?.[1]).toEqual({ band: "middle", start: 45, width: 10 });
});

test("nobody's answers draw nothing", () => {
  expect(divergingBars([{ low: 0, middle: 0, high: 0 }])).toEqual({ centre: 0, bars: [[]] });
  expect(divergingBars([])).toEqual({ centre: 0, bars: [] });
});
