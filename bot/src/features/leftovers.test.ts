import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { days, later } from "#platform/jobs/clock.ts";
import { openStore } from "#platform/storage/open.ts";
import type { Store } from "#platform/storage/store.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import {
  anna,
  bo,
  channel,
  chat,
  otherChannel,
  respondent,
  type TestApp,
  testApp,
} from "#test/harness/harness.ts";
import { organise, posted, pulse } from "#test/harness/surveys.ts";

/* What was removed leaves no rows: all tables are looked through, those of tomorrow too. */

const start = "2026-12-24T08:00:00Z";

let folder: string;
let store: Store;
let app: TestApp;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  store = await openStore({ kind: "embedded", folder });
  app = await testApp(start, store);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** How many rows of each table, and messages of each queue, have the text in their key or in what they hold. */
function rowsWith(text: string): Record<string, number> {
  const file = new DatabaseSync(join(folder, "kommunpuls.db"), { readOnly: true });
  const rows = file
    .prepare(
      "SELECT name, partition_key || '|' || row_key || '|' || CAST(body AS TEXT) AS held, body FROM rows",
    )
    .all()
    .map(({ name, held, body }) => [String(name), `${held}${Buffer.from(body as Uint8Array)}`]);
  const messages = file
    .prepare("SELECT queue, body FROM messages")
    .all()
    .map(({ queue, body }) => [`queue ${queue}`, String(body)]);
  file.close();
  const found: Record<string, number> = {};
  for (const [name = "", held = ""] of [...rows, ...messages])
    if (held.includes(text)) found[name] = (found[name] ?? 0) + 1;
  return found;
}

/** Day after day would take minutes, and nothing here happens more often. */
async function pass(count: number, every = 7): Promise<void> {
  for (let day = 0; day < count; day += every)
    await app.at(later(app.clock.now(), days(every)).toISOString());
}

test.each(["sealed", "live", "signed"] as const)(
  "a %s survey that was removed leaves no rows",
  async (kind) => {
    const draft = { ...pulse, kind, closesAt: "2026-12-30T14:00:00.000Z" };
    const id = await posted(app, draft, [channel, otherChannel]);
    for (let number = 0; number < 12; number++)
      await app.press(respondent(number), "surveys/answer", { survey: id, question: "vecka", value: "3" });
    await app.at("2026-12-24T08:01:00Z");
    await organise(app).close(id);
    await app.work();
    expect(Object.keys(rowsWith(id))).toEqual(
      expect.arrayContaining(["broadcasts", "posted", "releases", "surveys"]),
    );

    await app.ask(anna, ["Organiser"], "DELETE", `/surveys/${id}`);
    await pass(420);

    expect(rowsWith(id)).toEqual({});
    expect(app.keys.names().filter((name) => name.includes(id))).toEqual([]);
  },
  60_000,
);

test("a survey that was sent for later, taken back and removed leaves no rows and no keys", async () => {
  await app.places.remember(channel);
  const { id } = await organise(app).write({ ...pulse, closesAt: "2027-02-01T14:00:00.000Z" });
  const { id: sending } = await organise(app).send(id, [channel], "2027-01-01T08:00:00.000Z");
  await app.work();
  await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings/${sending}/cancellation`);
  expect((await organise(app).view(id)).state).toBe("draft");

  await app.ask(anna, ["Organiser"], "DELETE", `/surveys/${id}`);
  await pass(420);

  expect(rowsWith(id)).toEqual({});
  expect(app.keys.names()).toEqual([]);
}, 60_000);

test("a coffee series that was removed leaves no rows, and none come after it", async () => {
  const organiser = await running(
    app,
    { questions: { open: true, anonymous: true } },
    [channel, otherChannel],
    [anna, bo],
  );
  for (const month of ["2027-01-07T07:00:01Z", "2027-02-04T07:00:01Z"]) await app.at(month);
  const data = { series: seriesId, date: "2027-02-11", answer: "yes", scope: "session" };
  await app.press(bo, "coffee/answer", data);
  await app.press(bo, "coffee/ask", { ...data, question: "Vad kostar det?" }).catch(() => undefined);
  await app.at("2027-02-11T06:00:00Z");
  const { joinLink } = await organiser.session("2027-02-11");
  await app.open(joinLink?.replace("https://app.example/open", "") ?? "");
  await app.at("2027-02-12T12:00:00Z");
  expect(Object.keys(rowsWith(seriesId)).length).toBeGreaterThan(5);

  await organiser.end();
  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);
  await pass(420);

  expect(rowsWith(seriesId)).toEqual({});
}, 60_000);

test("who removes the bot from their own chat leaves neither the chat nor the language", async () => {
  const place = { ...chat, id: "a:bo" };
  await app.tell({
    kind: "message",
    text: "hjälp",
    person: bo,
    userId: `29:${bo.id}`,
    place,
    localeTag: "sv-SE",
  });
  await app.ask(bo, [], "PUT", "/me/language", { language: "fi" });
  expect(rowsWith(bo.id)).toMatchObject({ chats: 2, people: 1 });

  await app.tell({ kind: "removed", place });

  expect(rowsWith(bo.id)).toEqual({});
  await app.tell({
    kind: "message",
    text: "hjälp",
    person: bo,
    userId: `29:${bo.id}`,
    place,
    localeTag: "sv-SE",
  });
  expect(rowsWith(bo.id)).toMatchObject({ chats: 2 });
});
