import fc from "fast-check";
import { expect, test } from "vitest";
import type { Moderation } from "#features/coffee/contract.ts";
import { coffeeStore } from "#features/coffee/series/store.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import { runningSeries } from "#test/harness/coffee.ts";
import { anna, bo, memoryKeys, respondent } from "#test/harness/harness.ts";
import { questionBox } from "./question-box.ts";

const nobody = { moderate: false, handOver: false };
const moderator = { moderate: true, handOver: false };
const host = respondent(99);

async function boxFor(questions = { open: true, anonymous: true }) {
  const home = await openEmbedded(":memory:");
  const keys = memoryKeys();
  let now = new Date("2027-01-13T08:00:00Z");
  const room = { tables: home.tables, keys, clock: { now: () => now } };
  const store = coffeeStore(home.tables);
  const series = await store.addSeries(runningSeries({ questions }));
  const kaffe = await store.findSession(series.tenantId, series.id, "2027-01-14");
  const box = questionBox(room);

  return {
    box,
    keys,
    kaffe,
    /** Another server on the same store and vault. */
    replica: () => questionBox(room),
    setTime(time: string) {
      now = new Date(time);
    },
    async ask(person: Person, text: string, anonymous = true) {
      const id: string = crypto.randomUUID();
      await box.ask(kaffe, person, { id, text, anonymous });
      return id;
    },
    vote: (person: Person, id: string, voted = true) => box.vote(kaffe, person, id, voted),
    moderate: (id: string, deed: Moderation) => box.moderate(kaffe, id, deed),
    async seenBy(person: Person, may = nobody) {
      return (await box.box(kaffe, person, may)).questions;
    },
    async stored() {
      const partition = `${series.tenantId}|${series.id}|2027-01-14`;
      const tables = ["coffeeQuestions", "coffeeVotes"].map((name) =>
        home.tables.open<Key>(name).list(partition),
      );
      return JSON.stringify(await Promise.all(tables.map((table) => Array.fromAsync(table))));
    },
  };
}

test("a question is asked with one's name or without, and asked twice is there once", async () => {
  const { box, kaffe, ask, seenBy } = await boxFor();
  const id = await ask(anna, "Hur går det med budgeten?", false);
  await box.ask(kaffe, anna, { id, text: "Hur går det med budgeten?", anonymous: false });
  await ask(bo, "Får vi mer kaffe?");

  const questions = await seenBy(anna);
  expect(questions).toHaveLength(2);
  expect(questions.find(({ mine }) => mine)).toMatchObject({
    author: "Anna",
    text: "Hur går det med budgeten?",
  });
  expect(questions.find(({ mine }) => !mine)).toMatchObject({ author: null, text: "Får vi mer kaffe?" });
});

test("a question's id can't be taken over by somebody else", async () => {
  const { box, kaffe, ask } = await boxFor();
  const id = await ask(anna, "Hur går det?");
  await expect(box.ask(kaffe, bo, { id, text: "Något annat", anonymous: true })).rejects.toThrow(
    "unknownQuestion",
  );
  await expect(box.withdraw(kaffe, bo, id)).rejects.toThrow("unknownQuestion");
});

test("everybody has one vote, which can be taken back; the author's own is not given by itself", async () => {
  const { ask, vote, seenBy } = await boxFor();
  const id = await ask(anna, "Hur går det?");
  expect(await seenBy(anna)).toMatchObject([{ votes: 0, voted: false }]);

  for (const person of [anna, bo, bo]) await vote(person, id);
  expect(await seenBy(bo)).toMatchObject([{ votes: 2, voted: true }]);
  await vote(bo, id, false);
  await vote(bo, id, false);
  expect(await seenBy(bo)).toMatchObject([{ votes: 1, voted: false }]);
});

test("merged questions count each voter once, and a vote is taken back from all of them", async () => {
  const { ask, vote, moderate, seenBy } = await boxFor();
  const [one, other] = [await ask(anna, "Budgeten?"), await ask(bo, "Och budgeten?")];
  for (const [person, id] of [
    [anna, one],
    [anna, other],
    [bo, other],
  ] as const)
    await vote(person, id);
  await moderate(other, { deed: "merge", into: one });

  expect(await seenBy(anna)).toMatchObject([{ id: one, votes: 2, voted: true }]);
  expect((await seenBy(bo)).find(({ mine }) => mine)).toMatchObject({ state: "merged", mergedInto: one });
  await vote(anna, one, false);
  expect(await seenBy(anna)).toMatchObject([{ id: one, votes: 1, voted: false }]);

  await moderate(other, { deed: "reopen" });
  expect((await seenBy(anna)).map(({ votes }) => votes)).toEqual([1, 0]);
});

test("a question is merged only into another that stands", async () => {
  const { ask, moderate } = await boxFor();
  const [one, other, third] = [await ask(anna, "Ett?"), await ask(anna, "Två?"), await ask(anna, "Tre?")];
  await moderate(other, { deed: "merge", into: one });
  await moderate(third, { deed: "withhold", reason: "offTopic" });

  for (const into of [one, other, third, crypto.randomUUID()])
    await expect(moderate(one, { deed: "merge", into })).rejects.toThrow("notMergeable");
});

test("a withheld question is seen by its author with the reason, and by the others as a number", async () => {
  const { box, kaffe, ask, vote, moderate, seenBy } = await boxFor();
  const id = await ask(anna, "Vad tjänar chefen?");
  await moderate(id, { deed: "withhold", reason: "personal" });

  expect(await seenBy(anna)).toMatchObject([{ state: "withheld", reason: "personal", mine: true }]);
  expect(await box.box(kaffe, bo, nobody)).toMatchObject({
    questions: [],
    withheld: [{ reason: "personal", count: 1 }],
  });
  expect(await seenBy(bo, moderator)).toHaveLength(1);
  await expect(vote(bo, id)).rejects.toThrow("unknownQuestion");

  await moderate(id, { deed: "reopen" });
  expect(await seenBy(bo)).toMatchObject([{ state: "open", reason: null }]);
});

test("pinned questions come first, then those with most votes; an answer stands with its question", async () => {
  const { box, kaffe, ask, vote, moderate, seenBy } = await boxFor();
  const [few, many, pinned] = [await ask(anna, "Få?"), await ask(anna, "Många?"), await ask(anna, "Fäst?")];
  for (const person of [anna, bo]) await vote(person, many);
  await vote(anna, few);
  await moderate(pinned, { deed: "pin" });
  await moderate(few, { deed: "answer", answer: "Ja." });

  expect((await seenBy(bo)).map(({ id }) => id)).toEqual([pinned, many, few]);
  expect((await seenBy(bo)).at(-1)).toMatchObject({ state: "answered", answer: "Ja." });
  expect(await box.top(kaffe, 1)).toEqual([{ text: "Många?", votes: 2 }]);
});

test.each<Moderation>([
  { deed: "withhold", reason: "later" },
  { deed: "answer", answer: "Ja." },
])("a pinned question is pinned again when $deed is undone", async (deed) => {
  const { ask, moderate, seenBy } = await boxFor();
  const [pinned] = [await ask(anna, "Fäst?"), await ask(anna, "Lös?")];
  await moderate(pinned, { deed: "pin" });

  await moderate(pinned, deed);
  await moderate(pinned, { deed: "reopen" });

  expect((await seenBy(bo))[0]).toMatchObject({ id: pinned, pinned: true, state: "open" });
});

test("a pinned question that was merged by mistake is pinned again, and the other one is not", async () => {
  const { ask, moderate, seenBy } = await boxFor();
  const [pinned, other] = [await ask(anna, "Fäst?"), await ask(anna, "Lös?")];
  await moderate(pinned, { deed: "pin" });

  await moderate(pinned, { deed: "merge", into: other });
  expect(await seenBy(bo)).toMatchObject([{ id: other, pinned: false }]);
  await moderate(pinned, { deed: "reopen" });

  expect(await seenBy(bo)).toMatchObject([
    { id: pinned, pinned: true },
    { id: other, pinned: false },
  ]);
});

test("an open question can be withdrawn by its author with its votes, and one that was dealt with can't", async () => {
  const { box, kaffe, ask, vote, moderate, seenBy, stored } = await boxFor();
  const [id, answered] = [await ask(anna, "Hur går det?"), await ask(anna, "Och sedan?")];
  await vote(bo, id);
  await moderate(answered, { deed: "answer", answer: "" });

  await box.withdraw(kaffe, anna, id);
  await box.withdraw(kaffe, anna, id);
  await expect(box.withdraw(kaffe, anna, answered)).rejects.toThrow("questionSettled");
  expect(await seenBy(anna)).toHaveLength(1);
  expect(await stored()).not.toContain(id);
});

test("nobody asks without end, without leave, or when it is over", async () => {
  const { ask, setTime } = await boxFor({ open: true, anonymous: false });
  await expect(ask(anna, "Utan namn?")).rejects.toThrow("notAnonymously");
  for (let number = 1; number <= 10; number++) await ask(anna, `Fråga ${number}?`, false);
  await expect(ask(anna, "En till?", false)).rejects.toThrow("tooManyQuestions");
  await ask(bo, "Min första?", false);

  setTime("2027-01-14T07:15:00Z");
  await expect(ask(bo, "För sent?", false)).rejects.toThrow("questionsClosed");
  const closed = await boxFor({ open: false, anonymous: true });
  await expect(closed.ask(bo, "Får man?")).rejects.toThrow("questionsClosed");
});

test("questions keep their author's mark on every server, until the key is destroyed", async () => {
  const { box, kaffe, keys, ask, vote, replica, setTime } = await boxFor();
  const id = await ask(anna, "Hur går det?");
  await vote(anna, id);
  expect((await replica().box(kaffe, anna, nobody)).questions).toMatchObject([{ mine: true, voted: true }]);

  setTime("2027-02-14T08:00:00Z");
  await box.close(kaffe);
  await box.close(kaffe);
  for (const each of [box, replica()])
    expect((await each.box(kaffe, anna, nobody)).questions).toMatchObject([
      { mine: false, voted: false, votes: 1 },
    ]);
  expect(keys.names()).toEqual([]);
});

test("two servers that make the key at once make one", async () => {
  const { kaffe, replica, box } = await boxFor();
  const ids = [crypto.randomUUID(), crypto.randomUUID()];
  await Promise.all(
    [box, replica()].map((each, at) =>
      each.ask(kaffe, anna, { id: ids[at] ?? "", text: `Fråga ${at}?`, anonymous: true }),
    ),
  );
  expect((await replica().box(kaffe, anna, nobody)).questions.map(({ mine }) => mine)).toEqual([true, true]);
});

test("all that was asked can be forgotten", async () => {
  const { box, kaffe, keys, ask, vote, stored } = await boxFor();
  await vote(bo, await ask(anna, "Hur går det?", false));
  await box.forget(kaffe);
  expect(await stored()).toBe("[[],[]]");
  expect(keys.names()).toEqual([]);
});

test("nothing stored tells who asked anonymously or voted, not even by way of the same person's other questions", async () => {
  const someName = fc.stringMatching(/^[A-ZÅÄÖ][a-zåäö]{5,12} [A-ZÅÄÖ][a-zåäö]{5,12}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.uuid({ version: 4 }),
      someName,
      fc.array(fc.boolean(), { maxLength: 4 }),
      async (id, name, named) => {
        const { ask, vote, moderate, stored, keys } = await boxFor();
        const person = { ...anna, id, name };
        const asked = [await ask(person, "Utan namn?"), await ask(host, "Av någon annan?", false)];
        for (const each of asked) await vote(person, each);
        await moderate(asked[0] ?? "", { deed: "answer", answer: "Ja." });
        const anonymously = await stored();
        for (const trace of [id, id.replaceAll("-", ""), Buffer.from(id).toString("base64url"), name])
          expect(anonymously).not.toContain(trace);
        expect(anonymously).not.toMatch(/\d{4}-\d{2}-\d{2}T|\d{13}/);
        expect(keys.names().join()).not.toContain(id);

        for (const withName of named) await ask(person, "Och en till?", !withName);
        const marks = [...(await stored()).matchAll(/\\"mark\\":\\"([^"\\]+)\\"/g)].map((match) => match[1]);
        expect(new Set(marks).size).toBe(2 + named.length);
        const voters = [...(await stored()).matchAll(/"rowKey":"[^"|]+\|([^"]+)"/g)].map((match) => match[1]);
        expect(new Set(voters).size).toBe(1);
        expect(marks).not.toContain(voters[0]);
      },
    ),
    { numRuns: 30 },
  );
});
