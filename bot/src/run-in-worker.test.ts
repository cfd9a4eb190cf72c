import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Kind } from "#features/surveys/contract.ts";
import { keyFiles } from "#platform/storage/keys/key-files.ts";
import { openStore } from "#platform/storage/open.ts";
import { respondent, testApp } from "#test/harness/harness.ts";
import { monday, organise, posted, pulse } from "#test/harness/surveys.ts";
import { heavyWork } from "./run-in-worker.ts";

let folder: string;
/** Threads started for heavy work; the store has one of its own. */
let threads: number;
const started = () => void threads++;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  threads = 0;
});
afterEach(async () => {
  process.off("worker", started);
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  store: { kind: "embedded", folder } as const,
  keys: { kind: "files", folder: join(folder, "keys") } as const,
});

async function appInFolder(apart: (name: string, work: object) => Promise<void>) {
  const store = await openStore(settings().store);
  // Its own thread is told of a moment after it has begun.
  await store.check();
  const keys = { ...keyFiles(settings().keys.folder), names: () => [] };
  const app = await testApp(monday, store, keys, { apart });
  process.on("worker", started);
  return app;
}

test.each<Kind>(["live", "signed"])(
  "counts of open %s surveys share one thread",
  async (kind) => {
    const heavy = heavyWork(settings());
    let counts = 0;
    const app = await appInFolder((...work) => {
      counts++;
      return heavy.run(...work);
    });
    const ids = [await posted(app, { ...pulse, kind }), await posted(app, { ...pulse, kind })];

    // Each survey is counted again after each beat with new answers.
    for (let beat = 1; beat <= 4; beat++) {
      for (const survey of ids)
        for (let number = 0; number < 5; number++) {
          const data = { survey, question: "vecka", value: "3" };
          await app.press(respondent(beat * 5 + number), "surveys/answer", data);
        }
      app.setTime(`2026-11-23T08:01:${beat * 10}Z`);
      await app.work();
    }
    await Promise.all(ids.map((id) => organise(app).close(id)));
    await app.work();

    for (const id of ids)
      expect((await organise(app).results(id)).release).toMatchObject({ final: true, respondents: 20 });
    expect(counts).toBeGreaterThanOrEqual(4);
    expect(threads).toBe(1);
    await heavy.close();
    await app.store.close();
  },
  60_000,
);

test("work that fails says why, and the thread goes on", async () => {
  const app = await appInFolder(async () => undefined);
  const heavy = heavyWork(settings());

  await expect(heavy.run("surveys/unknown", {})).rejects.toThrow("No heavy work surveys/unknown");
  const gone = { tenantId: "tenant", surveyId: "gone" };
  await expect(heavy.run("surveys/count", gone)).rejects.toThrow();

  expect(threads).toBe(1);
  await heavy.close();
  await app.store.close();
});

test("a thread that can't begin fails its work, and the next work has another", async () => {
  process.on("worker", started);
  const heavy = heavyWork({ ...settings(), store: { kind: "embedded", folder: import.meta.filename } });

  for (const _ of [1, 2]) await expect(heavy.run("surveys/count", {})).rejects.toThrow("kommunpuls.db");

  expect(threads).toBe(2);
  await heavy.close();
});

test("a thread with nothing to do ends after a while", async () => {
  process.on("worker", started);
  const heavy = heavyWork(settings(), 1);
  await expect(heavy.run("surveys/unknown", {})).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(heavy.run("surveys/unknown", {})).rejects.toThrow();
  expect(threads).toBe(2);
  await heavy.close();
});
