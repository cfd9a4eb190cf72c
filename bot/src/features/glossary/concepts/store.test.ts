import { expect, test } from "vitest";
import type { Vote } from "#features/glossary/contract.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key } from "#platform/storage/table.ts";
import { check, propose, revise } from "./concept.ts";
import { glossaryStore } from "./store.ts";
import { anna, bo, budget, now, writer } from "./testing.ts";

const open = async () => glossaryStore((await openEmbedded(":memory:")).tables);
const id = "7e570000-0000-4000-8000-000000000001";

test("a concept is found as it was written, with its dates and its texts that look like dates", async () => {
  const store = await open();
  const draft = { ...budget, note: "2026-11-23T08:00:00.000Z" };

  const added = await store.add(propose(id, anna, draft, now));

  expect(await store.find(anna.tenantId, id)).toEqual(added);
  expect(added).toMatchObject({ createdAt: now, draft: { note: draft.note }, number: 1 });
});

test("who proposes twice proposes once, and nobody takes another's id", async () => {
  const store = await open();
  const concept = propose(id, anna, budget, now);
  await store.add(concept);

  expect(await store.add({ ...concept, changedAt: new Date("2027-01-01") })).toMatchObject({
    changedAt: now,
  });
  await expect(store.add(propose(id, bo, budget, now))).rejects.toThrow("unknownConcept");
});

test("of two who write at once the second is told, and nothing of it stays", async () => {
  const store = await open();
  const concept = await store.add(propose(id, anna, budget, now));
  await store.save(revise(concept, { ...budget, note: "Annas" }, writer(anna), "", now));

  await expect(store.save(revise(concept, { ...budget, note: "Bos" }, writer(bo), "", now))).rejects.toThrow(
    "changedMeanwhile",
  );
  expect((await store.version(concept, 2)).draft.note).toBe("Annas");
});

test("the history comes newest first, by pages", async () => {
  const store = await open();
  let concept = await store.add(propose(id, anna, budget, now));
  for (let note = 2; note <= 25; note++)
    concept = await store.save(revise(concept, { ...budget, note: `${note}` }, writer(anna), "", now));

  const first = await store.history(concept);
  const second = await store.history(concept, first.next ?? 0);

  expect([...first.past, ...second.past].map(({ number }) => number)).toEqual(
    Array.from({ length: 25 }, (_, at) => 25 - at),
  );
  expect(second.next).toBeNull();
});

test("a vote counts once a member and language, may be changed and taken back, and belongs to its review", async () => {
  const store = await open();
  const concept = await store.add(check(propose(id, anna, budget, now), writer(bo), now));
  const vote = (who: typeof anna, language: "sv" | "fi", given: Vote | null, review = 1) =>
    store.vote(concept, review, who.id, { language, vote: given });
  await vote(anna, "sv", "yes");
  await vote(anna, "sv", "no");
  await vote(bo, "sv", "yes");
  await vote(bo, "sv", null);
  await vote(bo, "sv", null);
  await vote(bo, "sv", "abstain", 10);
  await Promise.all([vote(anna, "fi", "abstain"), vote(anna, "sv", "yes")]);

  expect(await store.votes(concept, 1)).toEqual([{ personId: anna.id, votes: { sv: "yes", fi: "abstain" } }]);
  await store.forgetVotes(concept, 1, anna.id);
  expect(await store.votes(concept, 1)).toEqual([]);
});

test("a vote that was cast before votes had a language is one on each, and each is changed by itself", async () => {
  const { tables } = await openEmbedded(":memory:");
  const store = glossaryStore(tables);
  const concept = await store.add(propose(id, anna, budget, now));
  await store.vote(concept, 1, anna.id, { language: "sv", vote: "yes" });
  const rows = tables.open<Key & { vote?: string }>("glossaryConcepts");
  const [{ partitionKey, rowKey } = { partitionKey: "", rowKey: "" }] = (
    await Promise.all(
      Array.from({ length: 32 }, (_, at) =>
        Array.fromAsync(
          rows.list(`${anna.tenantId}|${String(at).padStart(2, "0")}`, { from: "vote", before: "vote}" }),
        ),
      ),
    )
  ).flat();
  await rows.put({ partitionKey, rowKey, vote: "no" });

  await store.vote(concept, 1, anna.id, { language: "fi", vote: null });

  expect(await store.votes(concept, 1)).toEqual([{ personId: anna.id, votes: { sv: "no", en: "no" } }]);
});

test("all concepts of a tenant are read, and no other's", async () => {
  const store = await open();
  const ids = Array.from({ length: 40 }, () => crypto.randomUUID());
  for (const each of ids) await store.add(propose(each, anna, budget, now));
  await store.add(propose(id, { ...anna, tenantId: "another" }, budget, now));

  const found = await Array.fromAsync(store.all(anna.tenantId));
  expect(found.map((concept) => concept.id).toSorted()).toEqual(ids.toSorted());
});

test.for(["", "../x", "concept|1", "7e570000"])("%o is no concept", async (forged) => {
  await expect((await open()).find(anna.tenantId, forged)).rejects.toThrow("unknownConcept");
});
