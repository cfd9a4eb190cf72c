import { expect, test } from "vitest";
import { days, later, minutes } from "#platform/jobs/clock.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import {
  anna,
  channel,
  memoryKeys,
  otherChannel,
  respondent,
  type TestApp,
  testApp,
} from "#test/harness/harness.ts";
import { monday, organise, pulse } from "#test/harness/surveys.ts";

/*
 * A crash before each single write of a deed, one after the other: the process is gone from there on, another starts on
 * what was stored, and the person does again what may not have been done.
 */

const sendingId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a01";
const surveyId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a02";
const places = [channel, otherChannel];

test("a sending that is cut off at any write posts each card once, or says that nobody knows", async () => {
  await atEachWrite(arrange, send, async (app, posts) => {
    const targets = await targetsOf(app);
    if ((await organise(app).view(surveyId)).state === "draft") {
      expect(app.teams.sent).toEqual([]);
      return;
    }
    expect(targets).toHaveLength(places.length);
    for (const { place, outcome } of targets) {
      if (outcome === "sent") expect(posts(place.id)).toBe(1);
      else expect([outcome, posts(place.id) <= 1]).toEqual(["unknown", true]);
    }
  });
});

test("a second try that is cut off at any write is not forgotten, and no third", async () => {
  await atEachWrite(
    async (app) => {
      app.teams.next.push({ outcome: "unknown" }, { outcome: "unknown" });
      await arrange(app);
      await sendAll(app);
      await workUntil(app, 2);
    },
    async (app) => {
      const again = (await targetsOf(app)).filter(({ mayRetry }) => mayRetry).map(({ place }) => place.id);
      const path = `/surveys/${surveyId}/sendings/${sendingId}/retries`;
      if (again.length > 0) await app.ask(anna, ["Organiser"], "POST", path, { placeIds: again });
    },
    async (app, posts) => {
      for (const { place, outcome } of await targetsOf(app)) {
        if (outcome === "sent") expect(posts(place.id)).toBe(1);
        else expect([outcome, posts(place.id) <= 1]).toEqual(["unknown", true]);
      }
    },
  );
});

test("a survey that another feature starts, cut off at any write, is one survey and sent once", async () => {
  await atEachWrite(
    async (app) => {
      for (const place of places) await app.places.remember(place);
    },
    async (app) => {
      await startCoffeePulse(app);
      // Whoever asks repeats it, as a job does.
      await startCoffeePulse(app);
    },
    async (app, posts) => {
      await startCoffeePulse(app);
      await workUntil(app, 40);
      const targets = await targetsOf(app);
      expect(targets).toHaveLength(places.length);
      for (const { place, outcome } of targets) {
        if (outcome === "sent") expect(posts(place.id)).toBe(1);
        else expect([outcome, posts(place.id) <= 1]).toEqual(["unknown", true]);
      }
    },
  );
});

test("an answer that is cut off at any write is one ballot", async () => {
  await atEachWrite(
    async (app) => {
      await arrange(app);
      await sendAll(app);
    },
    async (app) => {
      await vote(app, 1, "2");
      await vote(app, 1, "5");
    },
    async (app) => expect(await rowsIn(app, "ballots", buckets)).toBeLessThanOrEqual(1),
  );
});

test("a close that is cut off at any write ends with one whole release, and nothing else is left", async () => {
  const votes = 12;
  await atEachWrite(
    async (app) => {
      await arrange(app);
      await sendAll(app);
      for (let number = 0; number < votes; number++) await vote(app, number, "4");
    },
    (app) => organise(app).close(surveyId),
    async (app, _, replacements) => {
      const { state, release } = await organise(app).results(surveyId);
      // The close was never answered, and did not come about.
      if (state === "open") return;
      expect(release).toMatchObject({ final: true, respondents: votes });
      expect(await rowsIn(app, "ballots", buckets)).toBe(0);
      expect(await rowsIn(app, "releases")).toBe(1);
      expect(await rowsIn(app, "releaseparts")).toBe(1);
      expect(app.keys.names()).toEqual([]);
      for (const { id } of places) expect(replacements(id)).toBeGreaterThanOrEqual(1);
    },
  );
});

type Deed = (app: TestApp) => Promise<unknown>;
/** How often a place got a card, or another one in its place. */
type Posts = (placeId: string) => number;

/** Runs the deed as often as it writes, and cuts it off before one write more each time. */
async function atEachWrite(
  before: Deed,
  deed: Deed,
  check: (app: TestApp, posts: Posts, replacements: Posts) => Promise<unknown>,
): Promise<void> {
  for (const isPatient of [true, false]) {
    let isCut = true;
    for (let write = 1; isCut; write++) {
      const store = await openEmbedded(":memory:");
      const keys = memoryKeys();
      const first = await testApp(monday, store, keys);
      await before(first);

      const process = untilWrite(write, store);
      const doomed = await testApp(monday, process.store, process.keysFrom(keys), { sleep: process.sleep });
      const isAnswered = await deed(doomed).then(
        () => true,
        () => false,
      );
      await Promise.race([doomed.work().catch(() => undefined), process.gone]);
      isCut = process.isGone();

      const next = await testApp(monday, store, keys);
      await workUntil(next, 2);
      // Who got no answer tries again after a while, or gives up.
      if (!isAnswered && isPatient) await deed(next);
      await workUntil(next, 30);
      const teams = [first, doomed, next].map((each) => each.teams);
      const countOf = (kind: "sent" | "updated") => (placeId: string) =>
        teams.flatMap((each) => each[kind]).filter(({ place }) => place.id === placeId).length;
      await check(next, countOf("sent"), countOf("updated"));
      await store.close();
    }
  }
}

/** Minute by minute: whatever was planned for later comes as well. */
async function workUntil(app: TestApp, minute: number) {
  for (let at = 0; at <= minute; at++) {
    await app.at(later(new Date(monday), minutes(at)).toISOString());
  }
}

const arrange = async (app: TestApp) => {
  for (const place of places) await app.places.remember(place);
  await organise(app).write(pulse, surveyId);
};

const send = (app: TestApp) => organise(app).send(surveyId, places, null, sendingId);

const sendAll = async (app: TestApp) => {
  await send(app);
  await app.work();
};

function startCoffeePulse(app: TestApp): Promise<void> {
  const surveys = app.features.find((each) => "start" in each);
  if (!surveys || !("start" in surveys)) throw new Error("Surveys can't be started.");
  return surveys.start({
    id: surveyId,
    tenantId: anna.tenantId,
    owner: { id: anna.id, name: anna.name },
    templateId: "efter-kaffet",
    placeIds: places.map(({ id }) => id),
    closesAt: later(new Date(monday), days(7)),
    languages: ["sv", "fi"],
  });
}

const vote = (app: TestApp, number: number, value: string) =>
  app.press(respondent(number), "surveys/answer", { survey: surveyId, question: "vecka", value });

const targetsOf = async (app: TestApp) =>
  (await organise(app).sendings(surveyId)).flatMap(({ targets }) => targets);

const buckets = [..."0123456789abcdef"].map((bucket) => `|${bucket}`);

async function rowsIn(app: TestApp, table: string, partitions = [""]): Promise<number> {
  const lists = partitions.map((partition) =>
    Array.fromAsync(app.store.tables.open(table).list(`${anna.tenantId}|${surveyId}${partition}`)),
  );
  return (await Promise.all(lists)).flat().length;
}
