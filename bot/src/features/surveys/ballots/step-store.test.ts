import { describe, expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Tables } from "#platform/storage/table.ts";
import { stepStore } from "./step-store.ts";
import { pauseMs, stepOf, wholeTens } from "./steps.ts";

const survey = { tenantId: "tenant", id: "survey" };
const size = 10;

test.for([
  [null, 10],
  [9, 10],
  [100, 10],
  [101, 11],
  [347, 35],
  [430_000, 43_000],
] as const)("of an audience of %s, %i answers are told at a time", ([audience, expected]) => {
  expect(stepOf({ draft: { audience: null } as never, audience })).toBe(expected);
  expect(stepOf({ draft: { audience } as never, audience: 5 })).toBe(expected);
});

test("a look is taken every five seconds, more seldom where it reads more", () => {
  const pauseOf = (audience: number | null) => pauseMs({ draft: { audience } as never, audience });

  expect([null, 5_000, 5_001, 430_000].map(pauseOf)).toEqual([5_000, 5_000, 10_000, 430_000]);
  expect([0, 9, 10, 19, 347].map(wholeTens)).toEqual([0, 0, 10, 10, 340]);
});

describe("steps", () => {
  test("hold the first that came, and are frozen when the next step is full too", async () => {
    const { arrive, freeze, marked } = await room();

    for (let number = 0; number < 19; number++) await arrive(number);
    expect(await freeze()).toBe(0);
    await arrive(19);
    expect(await freeze()).toBe(1);
    expect(marked(0)).toEqual(numbers(0, 10));

    for (let number = 20; number < 40; number++) await arrive(number);
    expect(await freeze()).toBe(3);
    expect([marked(1), marked(2), marked(3)]).toEqual([numbers(10, 20), numbers(20, 30), []]);
  });

  test("are due only while so many wait", async () => {
    const { store, arrive, freeze } = await room();

    for (let number = 0; number < 20; number++) await arrive(number);
    expect(await store.isDue(survey, size)).toBe(true);
    // Not until it is stored that they are told: a count that is cut off is due again.
    await freeze();
    expect(await store.isDue(survey, size)).toBe(true);
    await store.settle(survey, 1);
    expect(await store.isDue(survey, size)).toBe(false);
    expect(await store.answered(survey, 100)).toBe(20);
    expect(await store.answered(survey, 9)).toBeNull();
  });

  test("stay as they are when an answer comes late that a slow clock says came early", async () => {
    const { arrive, freeze, marked } = await room();

    for (let number = 0; number < 20; number++) await arrive(number, 60_000);
    await freeze();
    for (let number = 20; number < 30; number++) await arrive(number, -60_000);
    await freeze();

    expect(marked(0)).toEqual(numbers(0, 10));
    expect(marked(1)).toEqual(numbers(20, 30));
  });

  test("are the same for two counts at once, one of which sees fewer answers", async () => {
    const { tables, arrive, freeze, marked } = await room();
    for (let number = 1; number < 21; number++) await arrive(number);
    // The other count has listed the answers, and is about to say which it takes, when one more comes with an early time.
    const slow = beforeInsertInto(tables, "steps", async () => {
      await arrive(0);
      await freeze();
    });

    await freeze(stepStore(slow));

    expect(marked(0)).toHaveLength(size);
    const all = numbers(0, 21).filter((number) => marked(0).includes(number) || marked(1).includes(number));
    expect(all).toEqual(marked(0));
  });

  test("hold nobody twice where an arrival is written once more after its step was settled", async () => {
    const { store, arrive, freeze, marked } = await room();
    for (let number = 0; number < 20; number++) await arrive(number);
    await freeze();
    await store.settle(survey, 1);

    await arrive(3);
    for (let number = 20; number < 30; number++) await arrive(number);
    await freeze();

    expect(marked(1)).toEqual(numbers(10, 20));
  });

  test("leave nothing once they are cleared", async () => {
    const { store, tables, arrive, freeze } = await room();
    for (let number = 0; number < 45; number++) await arrive(number);
    await freeze();

    await store.clear(survey);

    for (const name of ["arrivals", "steps", "stepparts"])
      expect(await Array.fromAsync(tables.open(name).list("tenant|survey"))).toEqual([]);
  });
});

const numbers = (from: number, before: number) => Array.from({ length: before - from }, (_, at) => from + at);

/** A store of steps, answers that arrive by number, and which of them each step was marked with. */
async function room() {
  const { tables } = await openEmbedded(":memory:");
  const store = stepStore(tables);
  const steps = new Map<number, number>();
  return {
    tables,
    store,
    arrive: (number: number, offsetMs = 0) =>
      store.arrive(survey, `ballot-${number}`, new Date(Date.UTC(2026, 10, 23, 8, 0, number) + offsetMs)),
    freeze: (of = store) =>
      of.freeze(survey, size, async (ballot, step) => {
        const number = Number(ballot.slice("ballot-".length));
        expect(steps.get(number) ?? step, ballot).toBe(step);
        steps.set(number, step);
      }),
    marked: (step: number) =>
      [...steps.keys()].filter((number) => steps.get(number) === step).toSorted((one, other) => one - other),
  };
}

/** The tables, one of which does something first when it is inserted into, once. */
function beforeInsertInto(tables: Tables, name: string, act: () => Promise<unknown>): Tables {
  let isDone = false;
  return {
    open(each) {
      const table = tables.open(each) as never as ReturnType<Tables["open"]>;
      if (each !== name) return table as never;
      const insert: typeof table.insert = async (row) => {
        if (!isDone) {
          isDone = true;
          await act();
        }
        return table.insert(row);
      };
      return { ...table, insert } as never;
    },
  };
}
