import { expect, test } from "vitest";
import { later } from "#platform/jobs/clock.ts";
import { createJobs } from "#platform/jobs/jobs.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import { anna, type TestApp, testApp } from "#test/harness/harness.ts";
import { afterPut } from "#test/harness/slow-store.ts";
import { purgeAfterMs } from "./series/schedule.ts";
import { coffeeStore } from "./series/store.ts";

/** Each time that work is put off for later, five milliseconds pass. */
async function slowApp(): Promise<TestApp> {
  let app: TestApp | undefined;
  const store = afterPut(await openEmbedded(":memory:"), "due", () => {
    if (app) app.setTime(later(app.clock.now(), 5).toISOString());
  });
  app = await testApp("2026-12-24T08:00:00Z", store);
  return app;
}

test("a series that was removed goes for good, also where writing that down took a moment", async () => {
  const app = await slowApp();
  const organiser = await running(app);
  await organiser.end();
  const removedAt = app.clock.now();
  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);

  // As soon as the work comes due, and later.
  for (const ms of [1, 10_000]) {
    await app.at(later(removedAt, purgeAfterMs + ms).toISOString());
  }

  const { findSeries } = coffeeStore(app.store.tables);
  await expect(findSeries(anna.tenantId, seriesId)).rejects.toThrow("unknownSeries");
});

test("a series that was removed goes for good, also where a clock that is ahead brings the work too early", async () => {
  const app = await testApp("2026-12-24T08:00:00Z");
  const organiser = await running(app);
  await organiser.end();
  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);
  const purgeAt = later(app.clock.now(), purgeAfterMs);
  const { tables, queues } = app.store;
  const ahead = createJobs(tables, queues, { now: () => later(purgeAt, 100) }, (error) =>
    app.failures.push(error),
  );

  await app.at(later(purgeAt, -1_500).toISOString());
  await ahead.begin(new Map(), 0);
  for (const ms of [-1_500, 1_000]) await app.at(later(purgeAt, ms).toISOString());

  const { findSeries } = coffeeStore(app.store.tables);
  await expect(findSeries(anna.tenantId, seriesId)).rejects.toThrow("unknownSeries");
});
