import { expect, test } from "vitest";
import { draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, testApp } from "#test/harness/harness.ts";
import { networked, outsider } from "#test/harness/network.ts";

/* One action on many concepts, through the app's door: Anna coordinates, Bo is a member. */

const idOf = (at: number) => `7e570000-0000-4000-8000-00000000000${at}`;
const [first, second, third] = [idOf(1), idOf(2), idOf(3)];
const seen = [first, second, third].map((id) => ({ id, number: 1 }));

/** Three proposals: Bo's, Bo's and Anna's. */
async function three() {
  const app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  const asAnna = inGlossary(app, anna);
  const asBo = inGlossary(app, bo);
  await asBo.propose(
    first,
    draftOf([termOf("sv", "budget"), termOf("sv", "plan"), termOf("fi", "talousarvio")]),
  );
  await asBo.propose(second, draftOf([termOf("sv", "nämnd")]));
  await asAnna.propose(third, draftOf([termOf("sv", "fullmäktige")]));
  return { app, asAnna, asBo, asOutsider: inGlossary(app, outsider) };
}

test("many are checked at once; of what one changed oneself one is told why not", async () => {
  const { asBo } = await three();
  const { concepts } = await asBo.list("?view=unchecked");

  const told = await asBo.bulk("check", concepts);

  expect(told.done).toEqual([third]);
  const own = "Den som senast har ändrat begreppet kan inte granska det. Be någon annan.";
  expect(new Set(told.left.map(({ id }) => id))).toEqual(new Set([first, second]));
  expect(new Set(told.left.map(({ reason }) => reason))).toEqual(new Set([own]));
  expect((await asBo.list("?view=unchecked")).total).toBe(2);
});

test("a coordinator approves many, the first of a language as recommended, but none that is in review", async () => {
  const { asAnna, asBo, asOutsider } = await three();
  await asAnna.openReview(second, "2026-12-01T08:00:00Z");
  const { concepts } = await asAnna.list();

  const told = await asAnna.bulk("approve", concepts);

  expect(new Set(told.done)).toEqual(new Set([first, third]));
  expect(told.left).toEqual([{ id: second, reason: "Begreppet är på remiss." }]);
  expect((await asAnna.list("?view=proposals")).concepts.map(({ id }) => id)).toEqual([second]);
  const { draft } = await asOutsider.view(first);
  expect(draft.terms.map(({ term, status }) => [term, status])).toEqual([
    ["budget", "preferred"],
    ["plan", "admitted"],
    ["talousarvio", "preferred"],
  ]);
  expect(await asBo.history(first)).toMatchObject({
    versions: [{ deed: "approved", by: { name: "Anna" } }, {}],
  });
});

test("many are removed and brought back; a member takes away only what is theirs", async () => {
  const { asAnna, asBo } = await three();

  const told = await asBo.bulk("remove", seen);

  expect(told).toEqual({
    done: [first, second],
    left: [{ id: third, reason: "Det här gör nätverkets koordinatorer." }],
  });
  expect((await asAnna.list()).total).toBe(1);
  const back = await asBo.bulk("bringBack", seen.slice(0, 2));
  expect(back).toEqual({ done: [first, second], left: [] });
  expect((await asAnna.list()).total).toBe(3);
});

test("what was changed since the list was read is left, and a repeat finds done what is done", async () => {
  const { asAnna, asBo } = await three();
  await asBo.edit(second, () => ({ note: "Nytt" }));

  const told = await asAnna.bulk("check", seen);
  const again = await asAnna.bulk("check", seen);

  expect(told.done).toEqual([first, third]);
  expect(told.left).toMatchObject([
    { id: second, reason: expect.stringContaining("Någon annan har ändrat") },
  ]);
  expect(again).toEqual(told);
  expect((await asAnna.history(first)).versions.map(({ deed }) => deed)).toEqual(["checked", "proposed"]);
  const { concepts } = await asAnna.list("?view=unchecked");
  expect(await asAnna.bulk("check", concepts)).toEqual({ done: [second], left: [] });
});

test("what does not exist, and what is gone, is told of without stopping the rest", async () => {
  const { asAnna } = await three();
  await asAnna.remove(second);

  const told = await asAnna.bulk("check", [{ id: idOf(9), number: 1 }, ...seen]);

  expect(told.done).toEqual([first, third]);
  const unknown = "Begreppet finns inte, eller visas inte för dig.";
  expect(told.left).toEqual([
    { id: idOf(9), reason: unknown },
    { id: second, reason: unknown },
  ]);
});

test("those outside do nothing to many, members approve nothing, and more than a page is refused", async () => {
  const { asBo, asOutsider } = await three();

  await expect(asOutsider.bulk("check", seen)).rejects.toThrow("unknownConcept");
  expect((await asBo.bulk("approve", seen)).done).toEqual([]);
  const tooMany = Array.from({ length: 51 }, () => ({ id: first, number: 1 }));
  await expect(asBo.bulk("check", tooMany)).rejects.toThrow();
  expect(await asBo.view(first)).toMatchObject({
    checkedAt: null,
    draft: { terms: [{ status: "proposed" }, {}, {}] },
  });
});
