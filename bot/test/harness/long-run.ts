import type { SeriesDraft } from "#features/coffee/contract.ts";
import { coffeeDraft, organiseCoffee, secondThursdays } from "./coffee.ts";
import { anna, bo, channel, otherChannel, respondent, type TestApp, testApp, textsOf } from "./harness.ts";
import { type Happening, type ModelRule, model } from "./long-run-model.ts";

/*
 * Years of coffee in minutes: the clock goes from what is due to what is due next, organisers do what comes into their
 * minds, the server stands still now and then for weeks, and in the end what was posted is compared with the model.
 */

export type Outcome = {
  expected: number;
  deeds: number;
  /** How often the server stood still. */
  stands: number;
  wrong: string[];
  missing: string[];
  double: string[];
};
type Simulated = { seed: number; years: number; series: number };

const startsAt = Date.parse("2027-01-01T06:00:00Z");
const dayMs = 86_400_000;
const readers = [bo, respondent(1)];
const chatOf = (personId: string) => `a:${personId}`;
const places = [channel, otherChannel];

export async function simulateCoffee({ seed, years, series: count }: Simulated): Promise<Outcome> {
  const random = randomFrom(seed);
  const app = await testApp(new Date(startsAt).toISOString());
  const posts = postsOf(app);
  await meet(app);
  const all = [];
  for (let number = 0; number < count; number++) all.push(await begin(app, number, random));

  const endsAt = startsAt + years * 365.25 * dayMs;
  let deeds = 0;
  let stands = 0;
  for (let now = startsAt; now < endsAt; ) {
    // At an odd second, so that no deed falls on the very moment of what happens by itself.
    const next = now + Math.ceil((random() * 20 * dayMs) / count / 60_000) * 60_000;
    const deedAt = Math.floor(next / 60_000) * 60_000 + 37_000;
    if (deedAt >= endsAt) break;
    await liveUntil(app, deedAt);
    now = deedAt;
    if (random() < 0.03) {
      // Until four in the morning, when nothing has been due for hours.
      const back = Math.floor((now + random() * 150 * dayMs) / dayMs) * dayMs + 2 * 3_600_000 + 11_000;
      if (back > now && back < endsAt) {
        for (const { told } of all) told.settle(now);
        now = back;
        for (const { told } of all) told.settle(now, now);
        set(app, now);
        await app.work();
        stands++;
        continue;
      }
    }
    const one = all[Math.floor(random() * all.length)];
    if (!one) continue;
    one.told.settle(now);
    await doSomething(one, now, random);
    await app.work();
    deeds++;
  }
  await liveUntil(app, endsAt);
  for (const { told } of all) told.settle(endsAt);
  const expected = all.flatMap(({ id, told }) => told.happened.map((one) => lineOf(id, one)));
  return { deeds, stands, ...compared(expected, posts) };
}

type Begun = Awaited<ReturnType<typeof begin>>;

async function begin(app: TestApp, number: number, random: () => number) {
  const id = `c0ffee00-0000-4000-8000-${String(number + 1).padStart(12, "0")}`;
  const rule: ModelRule = {
    nth: 1 + Math.floor(random() * 4),
    weekday: 1 + Math.floor(random() * 7),
    hour: 7 + Math.floor(random() * 9),
    minute: 30,
    paused: [7],
    skipped: [],
    daysBefore: 1 + Math.floor(random() * 30),
  };
  const organiser = organiseCoffee(app);
  await organiser.write(changesFor(rule), id);
  await organiser.start(id);
  const wishes = { dayBefore: true, quarterBefore: true, snoozedUntil: null, quiet: null };
  for (const who of readers) await app.ask(who, [], "PUT", `/coffee/series/${id}/reminders`, wishes);
  await app.work();
  const told = model(
    rule,
    startsAt,
    places.map((place) => place.id),
    readers.map((who) => chatOf(who.id)),
  );
  return { id, organiser, told, app };
}

function changesFor({
  nth,
  weekday,
  hour,
  minute,
  paused,
  skipped,
  daysBefore,
}: ModelRule): Partial<SeriesDraft> {
  return {
    placeIds: places.map((place) => place.id),
    rule: {
      ...secondThursdays,
      repeats: { unit: "monthByWeekday", every: 1, nth: nth as 1, weekday },
      time: `${String(hour).padStart(2, "0")}:${minute}`,
      pausedMonths: paused,
      skippedDates: skipped.slice(-100),
    },
    invitation: { daysBefore, time: "09:00" },
    recap: { ...coffeeDraft.recap, pulse: false },
  };
}

async function doSomething({ id, organiser, told, app }: Begun, now: number, random: () => number) {
  const pick = <T>(from: T[]): T | undefined => from[Math.floor(random() * Math.min(from.length, 3))];
  const one = pick(told.coming(now));
  const held = told.past(now).at(-1);
  const revise = async (changes: Partial<ModelRule>) => {
    told.setRule(changes);
    await organiser.revise(changesFor(told.rule()), id);
  };
  const deeds: (() => Promise<unknown>)[] = [
    async () => {
      if (!one || one.own.cancelled) return;
      const day = Date.parse(`${one.date}T00:00:00Z`);
      const moved =
        Math.floor((day + (random() - 0.5) * 80 * dayMs) / dayMs) * dayMs +
        (7 + Math.floor(random() * 6)) * 3_600_000;
      if (moved < now + dayMs) return;
      await organiser.change(one.date, { startsAt: new Date(moved).toISOString() }, id);
      one.own.startsAt = moved;
    },
    async () => {
      if (!one) return;
      await organiser.cancel(one.date, id);
      one.own.cancelled = true;
    },
    async () => {
      const off = told.coming(now).find(({ own }) => own.cancelled);
      if (!off) return;
      await organiser.reinstate(off.date, id);
      off.own.cancelled = false;
    },
    async () => {
      if (one) await revise({ skipped: [...told.rule().skipped, one.date] });
    },
    () => revise({ paused: [7, 1 + Math.floor(random() * 12)] }),
    () => revise({ nth: 1 + Math.floor(random() * 4), weekday: 1 + Math.floor(random() * 7) }),
    () => revise({ hour: 7 + Math.floor(random() * 9), daysBefore: 1 + Math.floor(random() * 45) }),
    async () => {
      if (!held) return;
      const path = `/coffee/series/${id}/sessions/${held.date}`;
      const { version } = await organiser.session(held.date, id);
      const themes = { sv: "Budgeten", fi: "Talousarvio", en: "The budget" };
      await organiser.ask("PUT", `${path}/recap`, { version, themes });
      held.own.themes = true;
    },
    async () => {
      const [, who] = readers;
      if (!one || one.own.cancelled || !who) return;
      const input = { answer: "no", scope: "session", showName: false };
      await app.ask(who, [], "PUT", `/coffee/series/${id}/sessions/${one.date}/answer`, input);
      one.own.refused = true;
    },
  ];
  // Recaps want somebody to write them, and soon after the session.
  const at = held && !held.own.themes && random() < 0.5 ? 7 : Math.floor(random() * deeds.length);
  await deeds[at]?.();
}

/** Lets everything happen that is due until then, each at its time. */
async function liveUntil(app: TestApp, until: number): Promise<void> {
  const due = app.store.tables.open("due");
  for (;;) {
    const [first] = await Array.fromAsync(due.list("due", { limit: 1 }));
    const at = first ? Date.parse(first.rowKey.split("|")[0] ?? "") : until;
    if (at >= until) break;
    set(app, at + 1);
    await app.work();
  }
  set(app, until);
  await app.work();
}

const set = (app: TestApp, at: number) => app.setTime(new Date(at).toISOString());

async function meet(app: TestApp): Promise<void> {
  for (const place of places) {
    await app.places.remember(place);
    const members = [anna, ...readers].map(({ id, name }) => ({ id, userId: `29:${id}`, name }));
    app.teams.members.set(place.id, members).set(place.teamId ?? place.id, members);
  }
}

/** What is posted, as lines to compare: kind, series, session, to whom, when. */
function postsOf(app: TestApp): string[] {
  const lines: string[] = [];
  const { messenger } = app.teams;
  messenger.send = async (place, card) => {
    const [title = ""] = textsOf(card);
    const [, id = "", date = ""] =
      /"series":"([^"]+)","date":"([^"]+)"/.exec(JSON.stringify(card)) ?? pageIn(card);
    const at = app.clock.now().getTime();
    const kind = title.startsWith("Efter kaffet")
      ? "recap"
      : title.startsWith("Påminnelse")
        ? textsOf(card).includes("Börjar strax")
          ? "quarterBefore"
          : "dayBefore"
        : "invitation";
    lines.push(lineOf(id, { kind, date, who: place.id, at }));
    return { outcome: "sent", messageId: String(lines.length) };
  };
  messenger.update = async (_, messageId) => ({ outcome: "sent", messageId });
  return lines;
}

const pageIn = (card: object) =>
  /([0-9a-f-]{36})\/(?:sessions\/)?([0-9-]{10})/.exec(JSON.stringify(card)) ?? [];

const lineOf = (id: string, { kind, date, who, at }: Happening) =>
  `${new Date(at).toISOString().slice(0, 16)} ${kind} ${id.slice(-2)} ${date} ${who}`;

function compared(expected: string[], posted: string[]) {
  const wanted = new Map<string, number>();
  for (const line of expected) wanted.set(line, (wanted.get(line) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const line of posted) seen.set(line, (seen.get(line) ?? 0) + 1);
  return {
    expected: expected.length,
    missing: [...wanted.keys()].filter((line) => !seen.has(line)),
    wrong: [...seen.keys()].filter((line) => !wanted.has(line)),
    double: [...seen].filter(([line, count]) => count > (wanted.get(line) ?? count)).map(([line]) => line),
  };
}

/** Mulberry32: the same seed tells the same story. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
