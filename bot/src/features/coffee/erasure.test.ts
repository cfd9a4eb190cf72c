import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, testApp } from "#test/harness/harness.ts";

/* What is left in the store of Bo, who meant to come on 14 January 2027, asked in his own name and was written to. */

const january = "2027-01-14";
const path = `/coffee/series/${seriesId}/sessions/${january}`;
const chat = `a:29:${bo.id}`;

/** A store that gives back all its rows. */
async function open(): Promise<{ store: Store; rows(): Promise<string[]> }> {
  const home = await openEmbedded(":memory:");
  const written = new Map<string, [string, string]>();
  const tables: Store["tables"] = {
    open<R extends Key>(name: string): Table<R> {
      const table = home.tables.open<R>(name);
      const note = (partition: string) => void written.set(`${name} ${partition}`, [name, partition]);
      return {
        ...table,
        insert(row) {
          note(row.partitionKey);
          return table.insert(row);
        },
        put(row) {
          note(row.partitionKey);
          return table.put(row);
        },
        batch(partition, changes) {
          note(partition);
          return table.batch(partition, changes);
        },
      };
    },
  };
  return {
    store: { ...home, tables },
    async rows() {
      const found = await Promise.all(
        [...written.values()].map(async ([name, partition]) => {
          const rows = await Array.fromAsync(home.tables.open<Key>(name).list(partition));
          return rows.map((row) => `${name}: ${JSON.stringify(row)}`);
        }),
      );
      return found.flat();
    },
  };
}

/** A coffee that Bo has left his traces in, over by now. */
async function held() {
  const { store, rows } = await open();
  const app = await testApp("2026-12-24T08:00:00Z", store);
  const organiser = await running(
    app,
    { recap: { on: false, time: "09:00", pulse: false } },
    [channel],
    [anna, bo],
  );
  await app.at("2027-01-07T07:00:01Z");
  await app.say(bo, "hej", { ...channel, id: chat, scope: "personal" });
  await app.press(bo, "coffee/answer", { series: seriesId, date: january, answer: "yes", scope: "session" });
  const id = crypto.randomUUID();
  await app.ask(bo, [], "POST", `${path}/questions`, { id, text: "Hur går det?", anonymous: false });
  await organiser.change(january, { startsAt: "2027-01-14T07:30:00.000Z" });
  await app.work();
  await app.at("2027-01-14T12:00:00Z");
  const ofBo = async () => (await rows()).filter((row) => isOfJanuary(row) && isOfBo(row));
  expect(app.teams.sent.map(({ place }) => place.id)).toContain(chat);
  expect((await ofBo()).length).toBeGreaterThan(3);
  return { app, organiser, rows, ofBo };
}

const isOfJanuary = (row: string) => row.includes(january) || row.includes("coffeeQuestions");
const isOfBo = (row: string) => row.includes(bo.id) || row.includes(chat);

test("ninety days after a session nothing tells who meant to come, asked, or was written to; what was asked stays", async () => {
  const { app, organiser, ofBo } = await held();

  for (const day of ["2027-01-15", "2027-02-12", "2027-04-15"]) await app.at(`${day}T12:00:00Z`);

  expect(await ofBo()).toEqual([]);
  const { questions } = await organiser.ask<{ questions: object[] }>("GET", `${path}/questions`);
  expect(questions).toMatchObject([{ text: "Hur går det?", author: null }]);
  expect((await organiser.session(january)).heads.yes).toBe(1);
});

test("of a series that was removed long ago only numbers are left", async () => {
  const { app, organiser, rows } = await held();
  await organiser.end();
  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);

  for (const day of ["2027-01-15", "2027-02-12", "2027-04-15", "2027-09-12"])
    await app.at(`${day}T12:00:00Z`);

  const left = (await rows()).filter((row) => row.includes(seriesId));
  expect(left.filter((row) => !/^(coffee(Heads|Openings|Posted)|due)/.test(row))).toEqual([]);
  expect(left.filter((row) => row.includes(chat))).toEqual([]);
});
