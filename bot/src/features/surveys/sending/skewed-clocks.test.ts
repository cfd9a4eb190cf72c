import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restorableMs } from "#features/surveys/survey/survey.ts";
import { later, seconds } from "#platform/jobs/clock.ts";
import { createJobs } from "#platform/jobs/jobs.ts";
import { anna, bo, type TestApp, testApp } from "#test/harness/harness.ts";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import { friday, monday, organise, posted, pulse, saturday } from "#test/harness/surveys.ts";

/* What happens by itself, where another replica's clock is ahead and brings the work too early. */

describe.each(homes)("$home", ({ start }) => {
  let home: Home;
  let app: TestApp;
  beforeAll(async () => {
    home = await start();
    app = await testApp(monday, home.store);
  });
  afterAll(async () => {
    await home.stop();
  });

  async function broughtBy(aheadMs: number) {
    const { tables, queues } = home.store;
    const clock = { now: () => later(app.clock.now(), aheadMs) };
    const replica = createJobs(tables, queues, clock, (error) => app.failures.push(error));
    await replica.begin(new Map(), 0);
  }

  test.each([1, 1.5, 90, 7_200])(
    "a survey closes by itself and is counted, %s s of difference",
    async (count) => {
      app.setTime(monday);
      const id = await posted(app, pulse);
      await app.press(bo, "surveys/answer", { survey: id, question: "vecka", value: "3" });
      const aheadMs = seconds(count);
      app.setTime(later(new Date(friday), 10 - aheadMs).toISOString());

      await broughtBy(aheadMs);
      await app.work();
      expect((await organise(app).view(id)).state).toBe("open");

      app.setTime(later(new Date(friday), 1_000).toISOString());
      await app.work();
      expect((await organise(app).view(id)).state).toBe("released");
    },
    60_000,
  );

  test("a removed survey is deleted", async () => {
    app.setTime(saturday);
    const { id } = await organise(app).write(pulse);
    await app.ask(anna, ["Organiser"], "DELETE", `/surveys/${id}`);
    app.setTime(later(new Date(saturday), restorableMs - 1_000).toISOString());

    await broughtBy(1_500);
    await app.work();
    app.setTime(later(new Date(saturday), restorableMs + 1_000).toISOString());
    await app.work();

    expect(await home.store.tables.open("surveys").get(anna.tenantId, id)).toBeUndefined();
  });
});
