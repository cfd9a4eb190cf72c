import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { coffeeDraft, runningSeries } from "#test/harness/coffee.ts";
import { channel, otherChannel } from "#test/harness/harness.ts";
import { end } from "./series.ts";
import { cancel, change, invite } from "./session.ts";
import { coffeeStore } from "./store.ts";

const now = new Date("2027-01-04T08:00:00Z");
const january = "2027-01-14";

async function storeWithSeries() {
  const { tables } = await openEmbedded(":memory:");
  const store = coffeeStore(tables);
  const series = await store.addSeries(runningSeries());
  const session = (date = january) => store.findSession(series.tenantId, series.id, date);
  return { store, series, session, tables };
}

test("a series is found as it was stored, and by its link", async () => {
  const { store, series } = await storeWithSeries();
  expect(series).toEqual({ ...runningSeries(), version: series.version });
  expect(await store.findSeries(series.tenantId, series.id)).toEqual(series);
  expect(await store.seriesByLink("link-key")).toEqual(series);
  expect(await store.allSeries(series.tenantId)).toEqual([series]);
  expect(await store.allSeries("another")).toEqual([]);
});

test("a creation that comes twice gives back what is there, with its first link", async () => {
  const { store, series } = await storeWithSeries();
  const again = await store.addSeries({ ...runningSeries(), linkKey: "another-key" });
  expect(again).toEqual(series);
  await expect(store.seriesByLink("another-key")).rejects.toThrow("unknownSeries");

  const stolen = { ...runningSeries(), owner: { id: "b", name: "Bo" } };
  await expect(store.addSeries(stolen)).rejects.toThrow("unknownSeries");
});

test("what somebody else has changed is not written over, and a deed is done on the newest", async () => {
  const { store, series } = await storeWithSeries();
  const changed = await store.changeSeries(series, (one) => ({
    ...one,
    draft: { ...coffeeDraft, host: "Bo" },
  }));
  await expect(store.saveSeries(series)).rejects.toThrow("changedMeanwhile");

  const ended = await store.changeSeries(series, (one) => end(one, now));
  expect(ended).toMatchObject({ draft: { host: "Bo" }, endedAt: now });
  expect(ended.version).not.toBe(changed.version);
});

test("a session that has nothing particular is found, and one that nothing gives is not", async () => {
  const { store, session, series } = await storeWithSeries();
  expect(await session()).toMatchObject({ date: january, version: "", stored: undefined });
  for (const date of ["2027-01-15", "2027-02-30", "", "series", "../2027-01-14"])
    await expect(session(date)).rejects.toThrow("unknownSession");
  await expect(store.findSession("another", series.id, january)).rejects.toThrow("unknownSeries");
});

test("what is particular is stored and read back, instants and texts as they were", async () => {
  const { store, session } = await storeWithSeries();
  const startsAt = "2027-01-15T06:30:00.000Z";
  const planned = await session();
  const changed = await store.changeSession(planned, (stored) => ({
    ...invite(change(stored, { ...stored.draft, startsAt }, now), planned, now),
    recap: { themes: { sv: "Vi talade", fi: "", en: "" }, sentAt: now, surveyId: "s" },
    attendanceCounted: 12,
  }));

  expect(changed.version).not.toBe("");
  expect(await session()).toEqual(changed);
  expect(changed).toMatchObject({
    startsAt: new Date(startsAt),
    invitedAt: now,
    given: { startsAt: planned.startsAt, endsAt: planned.endsAt },
    recap: { sentAt: now, surveyId: "s" },
    attendanceCounted: 12,
  });
  expect(changed.stored?.draft.startsAt).toBe(startsAt);
});

test("a deed that changes nothing writes nothing", async () => {
  const { store, session } = await storeWithSeries();
  expect(await store.changeSession(await session(), (stored) => stored)).toEqual(await session());
  expect((await session()).version).toBe("");
});

test("deeds on one session at once are all done", async () => {
  const { store, session } = await storeWithSeries();
  const planned = await session();
  await Promise.all([
    store.changeSession(planned, (stored) => invite(stored, planned, now)),
    store.changeSession(planned, (stored) => cancel(stored, now)),
    store.changeSession(planned, (stored) => change(stored, { ...stored.draft, host: "Bo" }, now)),
    store.changeSession(planned, (stored) => ({ ...stored, attendanceCounted: 3 })),
  ]);
  expect(await session()).toMatchObject({
    invitedAt: now,
    cancelledAt: now,
    host: "Bo",
    attendanceCounted: 3,
    sequence: 2,
  });
});

test("whoever has not seen the newest version of a session is told so", async () => {
  const { store, session } = await storeWithSeries();
  const seen = await session();
  const host = (name: string) => (stored: Parameters<typeof change>[0]) =>
    change(stored, { ...stored.draft, host: name }, now);

  const first = await store.changeSession(seen, host("Bo"), seen.version);
  await expect(store.changeSession(seen, host("Anna"), seen.version)).rejects.toThrow("changedMeanwhile");
  await expect(store.changeSession(await session(), host("Anna"), seen.version)).rejects.toThrow(
    "changedMeanwhile",
  );
  expect((await store.changeSession(first, host("Anna"), first.version)).host).toBe("Anna");
});

test("sessions are listed by the days that they are held on, wherever they were moved from", async () => {
  const { store, session, series } = await storeWithSeries();
  await store.changeSession(await session("2027-03-11"), (stored) =>
    change(stored, { ...stored.draft, startsAt: "2027-02-18T06:30:00Z" }, now),
  );
  const sessions = await store.sessions(series, "2027-02-01", "2027-03-31");
  expect(sessions.map(({ date, startsAt }) => [date, startsAt.toISOString().slice(0, 10)])).toEqual([
    ["2027-02-11", "2027-02-11"],
    ["2027-03-11", "2027-02-18"],
  ]);
});

test("where a session was posted is remembered for its tenant and place alone", async () => {
  const { store, series } = await storeWithSeries();
  const { tenantId, id } = series;
  for (const date of ["2027-02-11", january, january])
    await store.postedIn(tenantId, channel.id, id, date, `coffee-invite|${id}|${date}`);

  expect(await store.wasPostedIn(tenantId, channel.id, id, january)).toBe(true);
  expect(await store.wasPostedIn(tenantId, otherChannel.id, id, january)).toBe(false);
  expect(await store.wasPostedIn("another", channel.id, id, january)).toBe(false);
  expect(await store.datesPostedIn(tenantId, channel.id)).toEqual([
    { seriesId: id, date: january },
    { seriesId: id, date: "2027-02-11" },
  ]);
  expect(await store.datesPostedIn(tenantId, channel.id, "2027-01-15")).toEqual([
    { seriesId: id, date: "2027-02-11" },
  ]);
});

test("openings are counted the same before, while and after they are folded", async () => {
  const { store, session } = await storeWithSeries();
  const kaffe = await session();
  await Promise.all(Array.from({ length: 230 }, () => store.opened(kaffe)));
  expect(await store.openings(kaffe)).toBe(230);

  await Promise.allSettled([
    store.foldOpenings(kaffe),
    store.foldOpenings(kaffe),
    store.opened(kaffe),
    store.opened(kaffe),
  ]);
  expect(await store.openings(kaffe)).toBe(232);
  await store.foldOpenings(kaffe);
  await store.foldOpenings(kaffe);
  expect(await store.openings(kaffe)).toBe(232);
});

test("a removed series is gone with its link and its sessions", async () => {
  const { store, session, series, tables } = await storeWithSeries();
  await store.changeSession(await session(), (stored) => cancel(stored, now));
  for (let times = 0; times < 2; times++) await store.removeSeries(series);

  await expect(session()).rejects.toThrow("unknownSeries");
  await expect(store.seriesByLink("link-key")).rejects.toThrow("unknownSeries");
  expect(
    await Array.fromAsync(tables.open("coffeeSessions").list(`${series.tenantId}|${series.id}`)),
  ).toEqual([]);
});
