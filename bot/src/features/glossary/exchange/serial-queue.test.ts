import { expect, test } from "vitest";
import { Refusal } from "#platform/refusal.ts";
import { inTurn } from "./serial-queue.ts";

const full = () => new Refusal("full");

test("one runs at a time, in their order, also after one that fails", async () => {
  const run = inTurn(5, full);
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
    if (name === "b") throw new Error("b failed");
    return name;
  };

  const done = await Promise.allSettled(["a", "b", "c"].map((name) => run(work(name))));

  expect(done.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(log).toEqual(["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test("whoever finds as many waiting as may is refused, until one of them has had its turn", async () => {
  const run = inTurn(1, full);
  const first = Promise.withResolvers<void>();
  const running = run(() => first.promise);
  const waiting = run(async () => "waited");

  await expect(run(async () => "never")).rejects.toThrow("full");
  first.resolve();

  await running;
  expect(await waiting).toBe("waited");
  expect(await run(async () => "again")).toBe("again");
});
