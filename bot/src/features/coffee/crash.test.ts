import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { later, minutes } from "#platform/jobs/clock.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Person } from "#platform/teams/turn.ts";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { firstWrites, untilWrite } from "#test/harness/crash-store.ts";
import {
  anna,
  bo,
  channel,
  memoryKeys,
  otherChannel,
  type TestApp,
  testApp,
  textsOf,
} from "#test/harness/harness.ts";

/* A process that is gone before each single write of a deed, one after the other; another goes on with what was stored. */

const christmas = "2026-12-24T08:00:00Z";
const invitationTime = "2027-01-07T07:00:01Z";
const january = "2027-01-14";
const places = [channel, otherChannel];

type Deed = (app: TestApp) => Promise<unknown>;
type Told = { posts(title: string): string[]; last(): string[]; app: TestApp };

/** From the first write on every fourth, until one is past the last. */
async function atEachWrite(
  first: number,
  time: string,
  before: Deed,
  deed: Deed,
  check: (told: Told) => Promise<unknown>,
) {
  let isCut = true;
  for (let write = first; isCut; write += firstWrites.length) {
    const store = await openEmbedded(":memory:");
    const keys = memoryKeys();
    const begun = await testApp(christmas, store, keys);
    await before(begun);

    const process = untilWrite(write, store);
    const doomed = await appAt(time, process.store, keys);
    const ended = deed(doomed)
      .then(() => doomed.work())
      .catch(() => undefined);
    await Promise.race([ended, process.gone]);
    await setImmediate();
    isCut = process.isGone();

    const next = await appAt(time, store, keys);
    for (let at = 0; at <= 20; at++) {
      await next.at(later(new Date(time), minutes(at)).toISOString());
    }
    const all = [begun, doomed, next].map(({ teams }) => teams);
    const titlesIn = (which: "sent" | "updated") =>
      all
        .flatMap((teams) => teams[which])
        .map(({ place, card }) => ({ place: place.id, title: textsOf(card)[0] }));
    await check({
      posts: (title) =>
        titlesIn("sent")
          .filter((one) => one.title === title)
          .map(({ place }) => place)
          .toSorted(),
      last: () =>
        places.map(({ id }) => titlesIn("updated").findLast(({ place }) => place === id)?.title ?? ""),
      app: next,
    });
    await store.close();
  }
}

async function appAt(
  time: string,
  store: Parameters<typeof testApp>[1],
  keys: ReturnType<typeof memoryKeys>,
) {
  const app = await testApp(time, store, keys);
  for (const place of places)
    app.teams.members.set(place.teamId ?? "", [{ id: anna.id, userId: `29:${anna.id}`, name: anna.name }]);
  return app;
}

/** Each place has it once, or it is listed as one that nobody knows of. */
async function isOnceEach({ posts, app }: Told, title: string): Promise<void> {
  const sendings = await organiseCoffee(app).sendings(january);
  const unknown = sendings.flatMap(({ targets }) => targets.filter(({ outcome }) => outcome === "unknown"));
  const posted = posts(title);
  expect(new Set(posted).size).toBe(posted.length);
  expect(posted.length + unknown.length).toBeGreaterThanOrEqual(places.length);
}

test.for(firstWrites)(
  "a start that is cut off at any write (%i and each fourth after it) leaves a draft, or a series that invites",
  async (first) => {
    await atEachWrite(
      first,
      "2027-01-12T08:00:00Z",
      async (app) => {
        for (const place of places) await app.places.remember(place);
        await organiseCoffee(app).write({ placeIds: places.map(({ id }) => id) });
      },
      (app) => organiseCoffee(app).start(),
      async (told) => {
        const { state } = await organiseCoffee(told.app).series();
        if (state === "draft") expect(told.posts("Kaffe med Uffe")).toEqual([]);
        else await isOnceEach(told, "Kaffe med Uffe");
      },
    );
  },
);

test.for(firstWrites)(
  "an invitation that is cut off at any write (%i and each fourth after it) reaches each place once, or says that nobody knows",
  async (first) => {
    await atEachWrite(
      first,
      invitationTime,
      (app) => running(app, {}, places),
      (app) => app.work(),
      (told) => isOnceEach(told, "Kaffe med Uffe"),
    );
  },
);

test.for(firstWrites)(
  "a cancellation that is cut off at any write (%i and each fourth after it) is done whole, or not at all",
  async (first) => {
    await atEachWrite(
      first,
      "2027-01-07T08:00:00Z",
      async (app) => {
        await running(app, {}, places);
        await app.at(invitationTime);
      },
      (app) => organiseCoffee(app).cancel(january),
      async ({ app, last }) => {
        const { state } = await organiseCoffee(app).session(january);
        const title = state === "cancelled" ? "Inställd: Kaffe med Uffe" : "Kaffe med Uffe";
        if (state === "cancelled") expect(last()).toEqual(places.map(() => title));
        else expect([state, last().includes("Inställd: Kaffe med Uffe")]).toEqual(["invited", false]);
      },
    );
  },
);

test.for(firstWrites)(
  "a recap that is cut off at any write (%i and each fourth after it) reaches each place once, or says that nobody knows",
  async (first) => {
    const themes = { sv: "Budgeten", fi: "Talousarvio", en: "The budget" };
    await atEachWrite(
      first,
      "2027-01-15T07:00:01Z",
      async (app) => {
        const organiser = await running(app, { recap: { on: true, time: "09:00", pulse: false } }, places);
        await app.at(invitationTime);
        const path = `/coffee/series/${seriesId}/sessions/${january}/recap`;
        const { version } = await organiser.session(january);
        await organiser.ask("PUT", path, { version, themes });
      },
      (app) => app.work(),
      (told) => isOnceEach(told, "Efter kaffet: Kaffe med Uffe"),
    );
  },
);

/** Bo is told in his own chat, or it is noted that nobody knows whether he was; never twice. */
async function isBoToldOnce({ posts, app }: Told, title: string): Promise<void> {
  const told = posts(title);
  const group = `coffee-personal|${seriesId}|${january}`;
  const sendings = await app.sender.list(anna.tenantId, group);
  const unknown = sendings.reduce((sum, { progress }) => sum + progress.unknown, 0);
  expect(told.length).toBeLessThanOrEqual(1);
  expect(told.length + unknown).toBeGreaterThanOrEqual(1);
}

test.for(firstWrites)(
  "a reminder that is cut off at any write (%i and each fourth after it) comes once, or it is noted that nobody knows",
  async (first) => {
    await atEachWrite(
      first,
      "2027-01-13T06:30:01Z",
      async (app) => {
        await running(app, {}, places, [anna, bo]);
        const wishes = { dayBefore: true, quarterBefore: false, snoozedUntil: null, quiet: null };
        await app.ask(bo, [], "PUT", `/coffee/series/${seriesId}/reminders`, wishes);
        await app.at(invitationTime);
      },
      (app) => app.work(),
      (told) => isBoToldOnce(told, "Påminnelse: Kaffe med Uffe"),
    );
  },
);

test.for(firstWrites)(
  "a seat from the waiting list that is cut off at any write (%i and each fourth after it) goes to the first in it, who is told of it once",
  async (first) => {
    const answer = (app: TestApp, who: Person, said: "yes" | "no") =>
      app.press(who, "coffee/answer", { series: seriesId, date: january, answer: said, scope: "session" });
    await atEachWrite(
      first,
      "2027-01-07T08:00:00Z",
      async (app) => {
        await running(app, { capacity: 1 }, places, [anna, bo]);
        await app.at(invitationTime);
        await answer(app, anna, "yes");
        await answer(app, bo, "yes");
        await app.work();
      },
      (app) => answer(app, anna, "no"),
      async (told) => {
        const { standing } = await organiseCoffee(told.app).session(january);
        if (standing.answer === "yes") expect(told.posts("Du fick en plats: Kaffe med Uffe")).toEqual([]);
        else await isBoToldOnce(told, "Du fick en plats: Kaffe med Uffe");
      },
    );
  },
);
