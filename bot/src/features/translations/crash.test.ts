import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { later, minutes } from "#platform/jobs/clock.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { anna, memoryKeys, testApp, textsOf } from "#test/harness/harness.ts";
import { ownChat } from "#test/harness/network.ts";
import { monday, organise } from "#test/harness/surveys.ts";
import { david, handedIn, ordered, working } from "#test/harness/translations.ts";

test("an approval that is cut off at any write flows back whole and is told once, or not at all", async () => {
  let writes = 0;
  for (let isCut = true; isCut; writes++) {
    const store = await openEmbedded(":memory:");
    const keys = memoryKeys();
    const first = await testApp(monday, store, keys);
    await ownChat(first, anna);
    const { id, surveyId } = await ordered(first);
    await handedIn(first, id);
    await first.work();

    const process = untilWrite(writes + 1, store);
    const doomed = await testApp(monday, process.store, keys, { sleep: process.sleep });
    const ended = working(doomed, david)
      .approve(id)
      .then(() => doomed.work())
      .catch(() => undefined);
    await Promise.race([ended, process.gone]);
    await setImmediate();
    isCut = process.isGone();

    const next = await testApp(monday, store, keys);
    for (const minute of [1, 2, 5, 10]) await next.at(later(new Date(monday), minutes(minute)).toISOString());
    const isDone = (await working(next, david).order(id)).state === "done";
    const { draft } = await organise(next).view(surveyId);
    expect(draft.title.fi).toBe(isDone ? "Mitä kuuluu?" : "");
    expect(draft.questions[0]?.text.fi).toBe(isDone ? "Viihdytkö?" : "");
    const told = [doomed, next]
      .flatMap(({ teams }) => teams.sent)
      .filter(({ card }) => textsOf(card)[0]?.startsWith("Översättningen är klar"));
    const sendings = await next.sender.list(anna.tenantId, `translations|${id}`);
    const unknown = sendings.reduce((sum, { progress }) => sum + progress.unknown, 0);
    expect(told.length).toBeLessThanOrEqual(isDone ? 1 : 0);
    expect(told.length + unknown).toBeGreaterThanOrEqual(isDone ? 1 : 0);
    await store.close();
  }
  expect(writes).toBeGreaterThan(4);
});

test("a repeat of the flowing back leaves alone what an organiser has written since", async () => {
  const app = await testApp(monday);
  const { id, surveyId, change } = await ordered(app);
  await handedIn(app, id);
  await working(app, david).approve(id);
  await app.work();
  await change((draft) => ({ ...draft, title: { ...draft.title, fi: "" } }));

  await app.jobs.get("translations/changed")?.({ tenantId: anna.tenantId, id });

  expect((await organise(app).view(surveyId)).draft.title.fi).toBe("");
});
