import { describe, expect, test } from "vitest";
import type { Draft, Results } from "#features/surveys/contract.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { anna, bo, memoryKeys, respondent, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { customerSurvey, monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const answer = "surveys/answer";
const live: Draft = { ...pulse, kind: "live", languages: ["sv", "fi", "en"] };

describe("while a live survey is open", () => {
  test("totals are told in whole steps of ten, in the order in which people came, one step behind", async () => {
    const app = await testApp(monday);
    const id = await posted(app, live);
    const told: (number | null)[] = [];

    for (let number = 0; number < 45; number++) {
      await vote(app, id, number);
      await pass(app);
      told.push((await organise(app).results(id)).release?.respondents ?? null);
    }

    expect(told[18]).toBeNull();
    expect([told[19], told[28], told[29], told[38], told[39], told[44]]).toEqual([10, 10, 20, 20, 30, 30]);
    const { release } = await organise(app).results(id);
    expect(release).toMatchObject({ final: false, round: 3, rules: { step: 10 } });
    expect(countsIn(release)).toEqual([6, 6, 6, 6, 6]);
  });

  test("a tenth of the audience is told at a time, where that is more than ten", async () => {
    const app = await testApp(monday);
    const id = await posted(app, { ...live, audience: 150 });

    for (let number = 0; number < 29; number++) await vote(app, id, number);
    await pass(app);
    expect((await organise(app).results(id)).release).toBeNull();
    await vote(app, id, 29);
    await pass(app);

    expect((await organise(app).results(id)).release).toMatchObject({ respondents: 15, rules: { step: 15 } });
  });

  test("answers that came while the app rested after a count are counted without a further one", async () => {
    const app = await testApp(monday);
    const id = await posted(app, live);
    for (let number = 0; number < 20; number++) await vote(app, id, number);
    await pass(app);
    for (let number = 20; number < 30; number++) await vote(app, id, number);

    await pass(app);

    expect((await organise(app).results(id)).release).toMatchObject({ respondents: 20 });
  });

  test("organisers see of how many have answered the whole tens", async () => {
    const app = await testApp(monday);
    const id = await posted(app, live);
    const seen: (number | null)[] = [];

    for (let number = 0; number < 31; number++) {
      await vote(app, id, number);
      await pass(app, 11);
      seen.push((await organise(app).view(id)).answered);
    }

    expect(seen).toEqual(Array.from({ length: 31 }, (_, at) => Math.floor((at + 1) / 10) * 10));
  });

  test("no ballot is read before there is something to tell", async () => {
    const counted = { lists: 0 };
    const store = await storeWith("ballots", (ballots) => ({
      list(...range) {
        counted.lists++;
        return ballots.list(...range);
      },
    }));
    const app = await testApp(monday, store);
    const id = await posted(app, live);

    for (let number = 0; number < 19; number++) await vote(app, id, number);
    await pass(app);
    expect(counted.lists).toBe(0);
    await vote(app, id, 19);
    await pass(app);
    const once = counted.lists;
    expect(once).toBeGreaterThan(0);
    for (let number = 20; number < 29; number++) await vote(app, id, number);
    await pass(app);

    expect(counted.lists).toBe(once);
  });
});

describe("an answer that is in the totals", () => {
  const words = {
    sv: {
      before: "När ditt svar är med i dem kan det inte ändras.",
      thanks: "Du kan ändra ditt svar tills det är med i totalsiffrorna, eller enkäten stängs",
      counted: "Ditt svar är med i totalsiffrorna som visas, så det kan inte längre ändras.",
      refused: "Ändringen sparades inte.",
      change: "Ändra mitt svar",
    },
    fi: {
      before: "Kun vastauksesi on niissä mukana, sitä ei voi muuttaa.",
      thanks: "Voit muuttaa vastaustasi, kunnes se on mukana kokonaisluvuissa tai kysely sulkeutuu",
      counted: "Vastauksesi on mukana näytettävissä kokonaisluvuissa, joten sitä ei voi enää muuttaa.",
      refused: "Muutosta ei tallennettu.",
      change: "Muuta vastaustani",
    },
    en: {
      before: "Once yours is among them, it can’t be changed.",
      thanks: "You can change your answer until it is among the totals, or the survey closes on",
      counted: "Your answer is among the totals that are shown, so it can’t be changed any more.",
      refused: "The change was not saved.",
      change: "Change my answer",
    },
  } as const;

  test.for(Object.entries(words))("can't be changed, and that is said in %s", async ([language, said]) => {
    const app = await testApp(monday);
    const id = await posted(app, live);
    const show = () => app.read(respondent(3), "surveys/show", { survey: id, language });

    expect(await show()).toContain(said.before);
    for (let number = 0; number < 20; number++) await vote(app, id, number);
    expect(await show()).toContain(said.thanks);
    expect(await show()).toContain(said.change);
    await pass(app);

    expect(await show()).toContain(said.counted);
    expect(await show()).not.toContain(said.change);
    const change = await app.read(respondent(3), "surveys/change", { survey: id, language });
    expect(change).toContain(said.counted);
    const tried = await app.read(respondent(3), answer, {
      survey: id,
      language,
      question: "vecka",
      value: "1",
    });
    expect(tried).toContain(said.refused);
    expect(tried).toContain(said.counted);
    // Whoever came in the step that is held back may still change theirs.
    const other = { survey: id, language, question: "vecka", value: "1" };
    expect(await app.read(respondent(15), answer, other)).toContain(said.thanks);
  });

  test("stays as it is: the totals and the final figures have the first, and of the others the last", async () => {
    const app = await testApp(monday);
    const id = await posted(app, live);
    for (let number = 0; number < 20; number++) await vote(app, id, number, String((number % 2) + 1));
    await pass(app);

    for (let number = 0; number < 20; number++) await vote(app, id, number, String((number % 3) + 3));
    const { release } = await organise(app).results(id);
    await organise(app).close(id);
    await app.work();

    expect(countsIn(release)).toEqual([5, 5, 0, 0, 0]);
    // The ten that were told stay, 1 and 2; the others gave 3, 4 and 5 at last.
    expect(countsIn((await organise(app).results(id)).release)).toEqual([5, 5, 3, 4, 3]);
  });

  test("is told so in the dialog, before one begins and when one sends", async () => {
    const app = await testApp(monday);
    const id = await posted(app, { ...customerSurvey, kind: "live" });
    const given = '{"utveckling":"same","fortroende":"5"}';
    const send = { survey: id, language: "sv", page: 2, go: "next", given };
    for (let number = 0; number < 20; number++) {
      tick(app);
      await app.page(respondent(number), "surveys/page", send);
    }
    await pass(app);

    expect(await app.page(respondent(3), "surveys/page", { survey: id, language: "sv" })).toEqual({
      notice: words.sv.counted,
    });
    expect(await app.page(respondent(3), "surveys/page", send)).toEqual({
      notice: `${words.sv.refused} ${words.sv.counted}`,
    });
    expect(await app.page(respondent(15), "surveys/page", send)).toEqual({ notice: "Tack för ditt svar!" });
  });
});

describe("the same is told", () => {
  test("by two replicas whose clocks differ by a minute, and no step ever changes", async () => {
    const store = await openEmbedded(":memory:");
    const keys = memoryKeys();
    const [one, other] = [await testApp(monday, store, keys), await testApp(monday, store, keys)];
    const id = await posted(one, live);
    const told = new Map<number, string>();

    for (let number = 0; number < 60; number++) {
      const ms = Date.parse(monday) + number * 2_000;
      one.setTime(new Date(ms + 60_000).toISOString());
      other.setTime(new Date(ms).toISOString());
      await vote(number % 3 === 0 ? one : other, id, number);
      if (number % 2 === 0) await Promise.all([one.work(), other.work()]);
      const { release } = await organise(one).results(id);
      if (release) {
        const counts = JSON.stringify(countsIn(release));
        expect(told.get(release.respondents ?? 0) ?? counts).toBe(counts);
        told.set(release.respondents ?? 0, counts);
      }
    }

    expect([...told.keys()]).toEqual([10, 20, 30, 40]);
    const steps = [...told.values()].map((counts): number[] => JSON.parse(counts));
    for (const [at, counts] of steps.entries())
      expect(counts.every((count, key) => count >= (steps[at - 1]?.[key] ?? 0))).toBe(true);
  });

  test("wherever a count is cut off: the next one tells it, with the ballots that were frozen", async () => {
    // Of the many alike, one for each ballot, every third.
    for (let write = 1, isCut = true; isCut; write += write < 6 ? 1 : 3) {
      const store = await openEmbedded(":memory:");
      const keys = memoryKeys();
      const first = await testApp(monday, store, keys);
      const id = await posted(first, live);
      for (let number = 0; number < 20; number++) await vote(first, id, number);

      const process = untilWrite(write, store);
      const cut = await testApp(monday, process.store, process.keysFrom(keys), { sleep: process.sleep });
      cut.setTime("2026-11-23T08:00:10Z");
      await Promise.race([cut.work().catch(() => undefined), process.gone]);
      isCut = process.isGone();

      // Everybody changes their answer in between: whose is frozen already, can't.
      const next = await testApp("2026-11-23T08:00:20Z", store, keys);
      for (let number = 0; number < 20; number++) await vote(next, id, number, String(5 - (number % 4)));
      await pass(next, 30);
      const { release } = await organise(next).results(id);
      expect(release?.respondents, `cut at ${write}`).toBe(10);
      for (let number = 0; number < 20; number++) await vote(next, id, number);
      await organise(next).close(id);
      await next.work();
      const final = (await organise(next).results(id)).release;
      const before = countsIn(release);
      // What was told stays; of the ten others each value was given by two at last.
      expect(countsIn(final), `cut at ${write}`).toEqual(before?.map((count) => (count ?? 0) + 2) ?? []);
      expect(await left(store, id), `cut at ${write}`).toEqual([]);
    }
  });

  test("where the survey is counted for good while a count of a step is on its way", async () => {
    let isFirst = true;
    const store = await storeWith<Key & { final?: boolean }>("releases", (releases) => ({
      async insert(row) {
        if (isFirst && row.final === false) {
          isFirst = false;
          await organise(app).close(id);
          await app.work();
        }
        return releases.insert(row);
      },
    }));
    const app = await testApp(monday, store);
    const id = await posted(app, live);
    for (let number = 0; number < 25; number++) await vote(app, id, number);

    await pass(app);
    await pass(app, 30);

    expect((await organise(app).results(id)).release).toMatchObject({
      final: true,
      round: 1,
      respondents: 25,
    });
    expect(await left(app.store, id)).toEqual([]);
  });
});

test("of an open sealed survey nobody is told how many have answered, of a signed one its organisers", async () => {
  const app = await testApp(monday);
  const sealed = await posted(app, { ...pulse, audience: 40 });
  const signed = await posted(app, { ...pulse, kind: "signed" });

  for (const id of [sealed, signed]) for (let number = 0; number < 7; number++) await vote(app, id, number);
  await pass(app);

  expect(await organise(app).view(sealed)).toMatchObject({ state: "open", answered: null });
  expect(await organise(app).view(signed)).toMatchObject({ state: "open", answered: 7 });
  expect((await organise(app).results(sealed)).release).toBeNull();
  const said = [
    JSON.stringify(await app.ask(anna, ["Organiser"], "GET", "/surveys")),
    textsOf((await app.press(bo, "surveys/show", { survey: sealed }).then(cardOf)) ?? empty).join("\n"),
    await app.say(bo, "enkäter"),
  ];
  for (const text of said) expect(text).not.toMatch(/"answered"|\b7\b/);
});

const empty = { type: "AdaptiveCard" } as const;
const cardOf = (reply: Awaited<ReturnType<TestApp["press"]>>) => ("card" in reply ? reply.card : undefined);

/** The next moment, so that it is known who came first. */
const tick = (app: TestApp) => app.setTime(new Date(app.clock.now().getTime() + 1).toISOString());

async function vote(app: TestApp, survey: string, number: number, value = String((number % 5) + 1)) {
  tick(app);
  await app.press(respondent(number), answer, { survey, question: "vecka", value });
}

/** Some seconds later, when what was planned is due. */
async function pass(app: TestApp, seconds = 6): Promise<void> {
  await app.at(new Date(app.clock.now().getTime() + seconds * 1_000).toISOString());
}

function countsIn(release: Results["release"] | undefined): (number | null)[] | undefined {
  const total = release?.questions[0]?.total;
  return total?.shown === "exact" ? total.shares?.map(({ count }) => count) : undefined;
}

/** Rows of what a survey's answers and steps were kept in. */
async function left({ tables }: Store, id: string) {
  const partitions = [..."0123456789abcdef"].map((bucket) => ["ballots", `${id}|${bucket}`]);
  const all = [...partitions, ["arrivals", id], ["steps", id], ["stepparts", id]];
  const rows = await Promise.all(
    all.map(([name = "", key]) => Array.fromAsync(tables.open(name).list(`${anna.tenantId}|${key}`))),
  );
  return rows.flat();
}

/** A store in memory, one of whose tables does something else in between. */
async function storeWith<R extends Key = Key>(name: string, changed: (own: Table<R>) => Partial<Table<R>>) {
  const store = await openEmbedded(":memory:");
  const { open } = store.tables;
  const own = open<R>(name);
  const table = { ...own, ...changed(own) };
  // The tables of a store have no type of their own: each is opened with the type that it is used with.
  return { ...store, tables: { open: (each: string) => (each === name ? table : open(each)) as never } };
}
