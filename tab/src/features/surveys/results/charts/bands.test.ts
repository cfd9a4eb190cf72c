import { expect, test } from "vitest";
import { bandShares, divergingBars } from "./bands.ts";

const shares = (values: Record<string, number>) =>
  Object.entries(values).map(([key, share]) => ({ key, share, interval: null }));

test("1 and 2 are against, 3 is between, 4 and 5 are for", () => {
  const bands = bandShares("scale", shares({ 1: 5, 2: 10, 3: 25, 4: 40, 5: 20 }));

  expect(bands).toEqual({ low: 15, middle: 25, high: 60 });
});

test("0 to 6, 7 to 8 and 9 to 10 are the bands of recommending", () => {
  const bands = bandShares("recommend", shares({ 0: 1, 6: 9, 7: 20, 8: 20, 9: 30, 10: 20 }));

  expect(bands).toEqual({ low: 10, middle: 40, high: 50 });
});

test("an answer that nobody gave may be missing", () => {
  expect(bandShares("change", shares({ same: 100 }))).toEqual({ low: 0, middle: 100, high: 0 });
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
