import { expect, test } from "vitest";
import { simulateCoffee } from "#test/harness/long-run.ts";

/* The bench tells the same for ten years. */

test.for([1, 4])(
  "in a year and a half of coffee nothing is posted that should not be, nothing missing and nothing twice (story %i)",
  async (seed) => {
    const { expected, deeds, stands, ...mistakes } = await simulateCoffee({ seed, years: 1.5, series: 2 });

    expect(mistakes).toEqual({ wrong: [], missing: [], double: [] });
    expect(expected).toBeGreaterThan(60);
    expect(deeds).toBeGreaterThan(30);
    expect(stands).toBeGreaterThan(0);
  },
);
