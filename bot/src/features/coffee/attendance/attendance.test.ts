import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "#features/coffee/contract.ts";
import type { Series } from "#features/coffee/series/series.ts";
import { cancel, change, invite, type Session } from "#features/coffee/series/session.ts";
import { coffeeStore } from "#features/coffee/series/store.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table, Tables } from "#platform/storage/table.ts";
import { runningSeries } from "#test/harness/coffee.ts";
import { anna, bo, respondent } from "#test/harness/harness.ts";
import { attending } from "./attendance.ts";
import { type Ledger, leave, resize, take } from "./seats.ts";

const january = "2027-01-14";
const february = "2027-02-11";
const monday = "2027-01-04T08:00:00Z";

/** A replica: its own memory on the shared store. */
function replica(home: Store, clock: { now(): Date }) {
  const store = coffeeStore(home.tables);
  return { store, people: attending({ tables: home.tables, store, clock }) };
}

async function coffeeFor(capacity: number | null, home?: Store) {
  const shared = home ?? (await openEmbedded(":memory:"));
  let now = new Date(monday);
  const clock = { now: () => now };
  const { store, people } = replica(shared, clock);
  const series = await store.addSeries({ ...runningSeries({ capacity }), id: crypto.randomUUID() });
  const session = (date = january) => store.findSession(series.tenantId, series.id, date);
  return {
    home: shared,
    clock,
    store,
    people,
    series,
    session,
    setTime(time: string) {
      now = new Date(time);
    },
    wait(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    /** Invites to the session. */
    async open(date = january) {
      const planned = await session(date);
      const opened = await store.changeSession(planned, (stored) => invite(stored, planned, now));
      await people.openSeats(opened);
      return opened;
    },
  };
}

const say = (answer: Answer | null, scope: "session" | "series" = "session", showName = false) => ({
  answer,
  scope,
  showName,
});

test("an answer counts at once, and its repeats change nothing", async () => {
  const { people, session } = await coffeeFor(null);
  const kaffe = await session();

  for (let times = 0; times < 3; times++) await people.answer(kaffe, anna, say("yes"));
  await people.answer(kaffe, bo, say("maybe"));

  expect(await people.heads(kaffe)).toEqual({
    yes: 1,
    maybe: 1,
    no: 0,
    waiting: 0,
    seatsLeft: null,
    names: [],
  });
  expect(await people.standing(kaffe, anna.id)).toEqual({
    answer: "yes",
    fromSeries: false,
    seriesAnswer: null,
    showName: false,
    seat: null,
  });
});

test("a name is stored only where its person lets it be shown", async () => {
  const { people, session, home, series } = await coffeeFor(null);
  const kaffe = await session();
  const stored = async () =>
    JSON.stringify(
      await Array.fromAsync(
        home.tables.open("coffeeAnswers").list(`${series.tenantId}|${series.id}|${january}`),
      ),
    );

  await people.answer(kaffe, anna, say("yes"));
  expect(await stored()).not.toContain("Anna");

  await people.answer(kaffe, anna, say("yes", "session", true));
  expect((await people.heads(kaffe)).names).toEqual(["Anna"]);

  for (const gone of [say("yes"), say("no", "session", true)]) {
    await people.answer(kaffe, anna, say("yes", "session", true));
    await people.answer(kaffe, anna, gone);
    expect(await stored()).not.toContain("Anna");
    expect((await people.heads(kaffe)).names).toEqual([]);
  }
});

test("answering one session fills no other, and the series' answer fills those not answered by themselves", async () => {
  const { people, session } = await coffeeFor(null);
  const [first, second] = [await session(january), await session(february)];

  await people.answer(first, anna, say("yes"));
  expect(await people.heads(second)).toMatchObject({ yes: 0 });

  await people.answer(first, bo, say("yes", "series"));
  await people.answer(second, bo, say("no"));
  expect(await people.heads(first)).toMatchObject({ yes: 2, no: 0 });
  expect(await people.heads(second)).toMatchObject({ yes: 0, no: 1 });
  expect(await people.standing(second, bo.id)).toMatchObject({
    answer: "no",
    fromSeries: false,
    seriesAnswer: "yes",
  });

  await people.answer(second, bo, say(null));
  expect(await people.standing(second, bo.id)).toMatchObject({ answer: "yes", fromSeries: true });
});

test("seats go in the order of arrival, and a no frees one at once for the first who waits", async () => {
  const { people, open } = await coffeeFor(2);
  const kaffe = await open();
  const [cia, dan] = [respondent(1), respondent(2)];
  for (const person of [anna, bo, cia, dan]) await people.answer(kaffe, person, say("yes"));

  expect((await people.standing(kaffe, anna.id)).seat).toEqual({ has: true });
  expect((await people.standing(kaffe, dan.id)).seat).toEqual({ has: false, waiting: 2 });
  expect(await people.heads(kaffe)).toMatchObject({ yes: 2, waiting: 2, seatsLeft: 0 });

  const at = { placeId: "19:x@thread.tacv2", userId: "29:cia", locale: "sv" };
  await people.answer(kaffe, cia, say("yes"), at);
  expect((await people.answer(kaffe, anna, say("no"))).promoted).toEqual([cia.id]);
  expect((await people.answer(kaffe, anna, say("no"))).promoted).toEqual([]);
  expect(await people.promotedToTell(kaffe)).toEqual([{ personId: cia.id, count: 1, at }]);

  await people.told(kaffe, cia.id);
  await people.told(kaffe, cia.id);
  expect(await people.promotedToTell(kaffe)).toEqual([]);
});

test("whoever changes their mind twice is last in the waiting list", async () => {
  const { people, open } = await coffeeFor(1);
  const kaffe = await open();
  for (const person of [anna, bo]) await people.answer(kaffe, person, say("yes"));
  await people.answer(kaffe, anna, say("no"));
  await people.answer(kaffe, anna, say("yes"));

  expect((await people.standing(kaffe, bo.id)).seat).toEqual({ has: true });
  expect((await people.standing(kaffe, anna.id)).seat).toEqual({ has: false, waiting: 1 });
});

test("whoever leaves before being told of their seat is not told of it", async () => {
  const { people, open } = await coffeeFor(1);
  const kaffe = await open();
  for (const person of [anna, bo]) await people.answer(kaffe, person, say("yes"));
  await people.answer(kaffe, anna, say("no"));
  await people.answer(kaffe, bo, say("maybe"));

  expect(await people.promotedToTell(kaffe)).toEqual([]);
  expect(await people.heads(kaffe)).toMatchObject({ yes: 0, maybe: 1, waiting: 0, seatsLeft: 1 });
});

test("whoever comes to the whole series has a seat when a session is opened, in the order of their answers", async () => {
  const { people, session, open, wait } = await coffeeFor(2);
  const planned = await session(february);
  for (const person of [respondent(3), respondent(1), respondent(2)]) {
    await people.answer(planned, person, say("yes", "series"));
    wait(1000);
  }
  await people.answer(planned, respondent(3), say("yes", "series"));

  const kaffe = await open(january);
  expect((await people.standing(kaffe, respondent(3).id)).seat).toEqual({ has: true });
  expect((await people.standing(kaffe, respondent(1).id)).seat).toEqual({ has: true });
  expect((await people.standing(kaffe, respondent(2).id)).seat).toEqual({ has: false, waiting: 1 });
});

test("an answer to the series takes and frees seats in every session that is open", async () => {
  const { people, open } = await coffeeFor(1);
  const [first, second] = [await open(january), await open(february)];
  await people.answer(first, anna, say("yes", "series"));
  await people.answer(second, bo, say("yes"));
  expect((await people.standing(second, bo.id)).seat).toEqual({ has: false, waiting: 1 });

  expect(await people.answer(first, anna, say("no", "series"))).toMatchObject({
    promoted: [],
    promotedDates: [february],
  });
  expect((await people.standing(second, bo.id)).seat).toEqual({ has: true });
  expect(await people.promotedToTell(second)).toMatchObject([{ personId: bo.id, count: 1 }]);
});

test("new seats go to those who wait, and seats lost are taken from nobody", async () => {
  const { people, open, store } = await coffeeFor(1);
  let kaffe = await open();
  const limit = async (capacity: number) => {
    kaffe = await store.changeSession(kaffe, (stored) =>
      change(stored, { ...stored.draft, capacity }, new Date(monday)),
    );
    return people.resize(kaffe);
  };
  for (const number of [1, 2, 3, 4]) await people.answer(kaffe, respondent(number), say("yes"));

  expect(await limit(3)).toEqual({ promoted: [respondent(2).id, respondent(3).id] });
  expect(await limit(1)).toEqual({ promoted: [] });
  expect(await people.heads(kaffe)).toMatchObject({ yes: 3, waiting: 1, seatsLeft: 0 });
  expect(await limit(0)).toEqual({ promoted: [respondent(4).id] });
  expect(await people.heads(kaffe)).toMatchObject({ yes: 4, waiting: 0, seatsLeft: null });
  expect(await people.promotedToTell(kaffe)).toHaveLength(3);
});

test("limiting a session that many have said yes to gives the seats to those who came first", async () => {
  const { people, open, store, wait } = await coffeeFor(null);
  let kaffe = await open();
  for (const number of [3, 1, 2]) {
    await people.answer(kaffe, respondent(number), say("yes"));
    wait(1000);
  }
  kaffe = await store.changeSession(kaffe, (stored) =>
    change(stored, { ...stored.draft, capacity: 2 }, new Date(monday)),
  );
  await people.resize(kaffe);

  expect((await people.standing(kaffe, respondent(2).id)).seat).toEqual({ has: false, waiting: 1 });
  expect(await people.promotedToTell(kaffe)).toEqual([]);
});

test("a cancelled or past session takes no answers, and the series still does until it ends", async () => {
  const { people, session, store, setTime } = await coffeeFor(null);
  const cancelled = await store.changeSession(await session(february), (stored) =>
    cancel(stored, new Date(monday)),
  );
  const kaffe = await session();
  await expect(people.answer(cancelled, anna, say("yes"))).rejects.toThrow("sessionCancelled");

  setTime("2027-01-14T07:15:00Z");
  await expect(people.answer(kaffe, anna, say("yes"))).rejects.toThrow("sessionOver");
  await people.answer(kaffe, anna, say("yes", "series"));
  expect(await people.heads(await session("2027-03-11"))).toMatchObject({ yes: 1 });

  const ended: Series = { ...kaffe.series, endedAt: new Date(monday) };
  await expect(people.answer({ ...kaffe, series: ended }, anna, say("yes", "series"))).rejects.toThrow(
    "seriesEnded",
  );
});

test("fifty people at once on two replicas get exactly as many seats as there are, and each one is promoted once", async () => {
  const { people, open, home, clock } = await coffeeFor(20);
  const kaffe = await open();
  const other = replica(home, clock).people;
  const at = (number: number) => (number % 2 ? people : other);
  const everybody = Array.from({ length: 50 }, (_, number) => respondent(number));

  // Each press comes twice, as Teams may send it.
  await Promise.all(
    [...everybody, ...everybody].map((person, number) => at(number).answer(kaffe, person, say("yes"))),
  );
  const before = await seatsOf(kaffe, people, everybody);
  expect(before.seated).toHaveLength(20);
  expect(before.places).toEqual(Array.from({ length: 30 }, (_, place) => place + 1));

  const leaving = everybody.filter(({ id }) => before.seated.includes(id)).slice(0, 7);
  const promoted = (
    await Promise.all(leaving.map((person, number) => at(number).answer(kaffe, person, say("no"))))
  ).flatMap((answered) => answered.promoted);

  expect(promoted.toSorted()).toEqual(before.waiting.slice(0, 7).toSorted());
  expect((await people.promotedToTell(kaffe)).map(({ personId }) => personId).toSorted()).toEqual(
    promoted.toSorted(),
  );
  expect((await people.promotedToTell(kaffe)).map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect((await seatsOf(kaffe, other, everybody)).seated).toHaveLength(20);
});

/** The same tables, where each deed waits until the scheduler lets it go, and is done before the next. */
function scheduled(tables: Tables, scheduler: fc.Scheduler, running: Set<Promise<unknown>>): Tables {
  async function later<T>(work: () => Promise<T>): Promise<T> {
    await scheduler.schedule(Promise.resolve());
    const done = work();
    running.add(done);
    return done.finally(() => running.delete(done));
  }
  return {
    open<R extends Key>(name: string): Table<R> {
      const table = tables.open<R>(name);
      return {
        ...table,
        get: (...key) => later(() => table.get(...key)),
        insert: (row) => later(() => table.insert(row)),
        put: (row) => later(() => table.put(row)),
        replace: (row) => later(() => table.replace(row)),
      };
    },
  };
}

test("in whatever order one person's yes, no and maybe on two replicas are written, the seat is as the answer says", async () => {
  const home = await openEmbedded(":memory:");
  const running = new Set<Promise<unknown>>();
  const act = async (release: () => Promise<unknown>) => {
    await release();
    await setImmediate();
    await Promise.allSettled(running);
    await setImmediate();
  };
  await fc.assert(
    fc.asyncProperty(fc.scheduler({ act }), async (scheduler) => {
      const { people, open, clock } = await coffeeFor(1, home);
      const kaffe = await open();
      const slow = { ...home, tables: scheduled(home.tables, scheduler, running) };
      const [one, other] = [replica(slow, clock).people, replica(slow, clock).people];

      const told = Promise.all([
        one.answer(kaffe, anna, say("yes")),
        other.answer(kaffe, anna, say("no")),
        other.answer(kaffe, bo, say("yes")),
        one.answer(kaffe, bo, say("maybe")),
      ]);
      await scheduler.waitFor(told);

      const standings = [await people.standing(kaffe, anna.id), await people.standing(kaffe, bo.id)];
      const coming = standings.filter(({ answer }) => answer === "yes");
      const seats = standings.flatMap(({ seat }) => (seat ? [seat] : []));
      expect(seats).toHaveLength(coming.length);
      expect(seats.filter(({ has }) => has)).toHaveLength(Math.min(1, coming.length));
      expect(await people.heads(kaffe)).toMatchObject({
        yes: Math.min(1, coming.length),
        waiting: Math.max(0, coming.length - 1),
      });
    }),
    { numRuns: 100 },
  );
});

test("seats that a crash left behind are put right when the session is opened again", async () => {
  const { people, open, home, clock, store } = await coffeeFor(1);
  const kaffe = await open();
  await people.answer(kaffe, anna, say("yes"));
  // Bo's answer is written, and the process ends before his place in the waiting list is.
  const unlimited = { ...kaffe, capacity: null };
  await attending({ tables: home.tables, store, clock }).answer(unlimited, bo, say("yes"));
  await attending({ tables: home.tables, store, clock }).answer(unlimited, anna, say("no"));

  expect((await people.standing(kaffe, bo.id)).seat).toEqual({ has: false, waiting: 1 });
  await people.openSeats(kaffe);
  expect((await people.standing(kaffe, bo.id)).seat).toEqual({ has: true });
  expect(await replica(home, clock).people.heads(kaffe)).toMatchObject({ yes: 1, no: 1, waiting: 0 });
});

test("heads are counted again three seconds later, or at once after an answer to the same process", async () => {
  const { people, session, home, clock, wait } = await coffeeFor(null);
  const kaffe = await session();
  const other = replica(home, clock).people;
  expect(await people.heads(kaffe)).toMatchObject({ yes: 0 });

  await other.answer(kaffe, anna, say("yes"));
  expect(await people.heads(kaffe)).toMatchObject({ yes: 0 });
  wait(3000);
  expect(await people.heads(kaffe)).toMatchObject({ yes: 1 });
  await people.answer(kaffe, bo, say("yes"));
  expect(await people.heads(kaffe)).toMatchObject({ yes: 2 });
});

test("of a past session only the number of heads is kept", async () => {
  const { people, open, session, setTime, home, clock } = await coffeeFor(1);
  const kaffe = await open();
  for (const person of [anna, bo]) await people.answer(kaffe, person, say("yes", "session", true));
  await people.answer(await session("2027-05-13"), respondent(1), say("no", "series"));
  setTime("2027-03-01T08:00:00Z");

  for (let times = 0; times < 2; times++) await people.forget(kaffe);

  expect(await replica(home, clock).people.heads(kaffe)).toEqual({
    yes: 1,
    maybe: 0,
    no: 1,
    waiting: 1,
    seatsLeft: 0,
    names: [],
  });
  expect(await Array.fromAsync(people.all(kaffe))).toMatchObject([{ personId: respondent(1).id }]);
  expect((await people.standing(kaffe, anna.id)).answer).toBeNull();
});

async function seatsOf(kaffe: Session, people: ReturnType<typeof attending>, everybody: { id: string }[]) {
  const standings = await Promise.all(
    everybody.map(async ({ id }) => ({ id, seat: (await people.standing(kaffe, id)).seat })),
  );
  const waiting = standings
    .flatMap(({ id, seat }) => (seat && !seat.has ? [{ id, place: seat.waiting }] : []))
    .sort((one, other) => one.place - other.place);
  return {
    seated: standings.filter(({ seat }) => seat?.has).map(({ id }) => id),
    waiting: waiting.map(({ id }) => id),
    places: waiting.map(({ place }) => place),
  };
}

/* The same in plain memory: what each has said, and a ledger for each session. */

type Said = { person: number; date: string; answer: Answer | null; scope: "session" | "series" };
const dates = [january, february];

function model(capacity: number | null) {
  const answered = new Map<string, Answer>();
  const ledgers = new Map<string, Ledger>(dates.map((date) => [date, { seated: [], waiting: [] }]));
  const answerOf = (person: number, date: string) =>
    answered.get(`${date} ${person}`) ?? answered.get(`series ${person}`) ?? null;
  let limit = capacity;

  return {
    answerOf,
    ledger: (date: string) => ledgers.get(date) ?? { seated: [], waiting: [] },
    say({ person, date, answer, scope }: Said) {
      const key = `${scope === "series" ? "series" : date} ${person}`;
      if (answer) answered.set(key, answer);
      else answered.delete(key);
      for (const each of scope === "series" ? dates : [date]) {
        const deed = answerOf(person, each) === "yes" ? take : leave;
        ledgers.set(each, deed(this.ledger(each), respondent(person).id, limit).ledger);
      }
    },
    resize(next: number) {
      limit = next;
      for (const date of dates) ledgers.set(date, resize(this.ledger(date), limit).ledger);
    },
  };
}

const someDeed: fc.Arbitrary<Said | { seats: number }> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      person: fc.integer({ min: 1, max: 6 }),
      date: fc.constantFrom(...dates),
      answer: fc.constantFrom<(Answer | null)[]>("yes", "yes", "maybe", "no", null),
      scope: fc.constantFrom("session" as const, "session" as const, "series" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ seats: fc.integer({ min: 1, max: 4 }) }) },
);

test("whatever people answer, everybody stands as in a plain calculation", async () => {
  const home = await openEmbedded(":memory:");
  const deeds = fc.array(someDeed, { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), deeds, async (capacity, all) => {
      const { people, open, session, store, wait, clock } = await coffeeFor(capacity, home);
      const other = replica(home, clock).people;
      const expected = model(capacity);
      for (const date of dates) await open(date);
      for (const [number, deed] of all.entries()) {
        const at = number % 2 ? people : other;
        if ("seats" in deed) {
          // Each session's own: people have been invited to both.
          for (const date of dates)
            await store.changeSession(await session(date), (stored) => ({
              ...stored,
              draft: { ...stored.draft, capacity: deed.seats },
            }));
          for (const date of dates) await at.resize(await session(date));
          expected.resize(deed.seats);
        } else {
          const { date, answer, scope } = deed;
          await at.answer(await session(date), respondent(deed.person), say(answer, scope));
          expected.say(deed);
        }
      }
      wait(3000);
      for (const date of dates) {
        const kaffe = await session(date);
        const { seated, waiting } = expected.ledger(date);
        expect(await people.heads(kaffe)).toMatchObject({ yes: seated.length, waiting: waiting.length });
        for (let person = 1; person <= 6; person++) {
          const { answer, seat } = await people.standing(kaffe, respondent(person).id);
          expect(answer).toBe(expected.answerOf(person, date));
          const place = waiting.indexOf(respondent(person).id) + 1;
          if (answer === "yes")
            expect(seat).toEqual(place > 0 ? { has: false, waiting: place } : { has: true });
        }
      }
    }),
    { numRuns: 60 },
  );
});
