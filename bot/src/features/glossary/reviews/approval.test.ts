import { expect, test } from "vitest";
import { budget } from "#features/glossary/concepts/testing.ts";
import { inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, testApp } from "#test/harness/harness.ts";
import { networked, outsider } from "#test/harness/network.ts";

/* A coordinator's decision without a review, through the app's door: Anna coordinates, Bo is a member. */

const id = "7e570000-0000-4000-8000-000000000001";
const statuses = {
  "sv-budget": "preferred",
  "fi-talousarvio": "preferred",
  "en-budget": "proposed",
} as const;

async function proposed() {
  const app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  const asBo = inGlossary(app, bo);
  await asBo.propose(id, budget);
  return { app, asAnna: inGlossary(app, anna), asBo, asOutsider: inGlossary(app, outsider) };
}

test("a coordinator approves a clear proposal at once: everybody looks it up, and the history says who did", async () => {
  const { asAnna, asBo, asOutsider } = await proposed();
  expect((await asAnna.view(id)).may.approve).toBe(true);

  const approved = await asAnna.approve(id, statuses, "Ur kommunallagen");

  expect(approved.draft.terms.map(({ status }) => status)).toEqual(["preferred", "preferred", "proposed"]);
  expect(approved).toMatchObject({ checkedBy: { name: "Anna" }, review: null });
  expect((await asOutsider.view(id)).draft.terms.map(({ term }) => term)).toEqual(["budget", "talousarvio"]);
  const { versions } = await asBo.history(id);
  expect(versions).toMatchObject([
    { deed: "approved", by: { name: "Anna" }, reason: "Ur kommunallagen" },
    { deed: "proposed", by: { name: "Bo" } },
  ]);
});

test("nothing is approved over the heads of those who were promised time to comment, nor by a member", async () => {
  const { app, asAnna, asBo, asOutsider } = await proposed();
  await expect(asBo.approve(id, statuses)).rejects.toThrow("forCoordinators");
  expect((await asBo.view(id)).may.approve).toBe(false);
  const forged = { version: "1", statuses, reason: "" };
  await expect(asOutsider.ask("POST", `/glossary/concepts/${id}/approval`, forged)).rejects.toThrow(
    "unknownConcept",
  );
  await asAnna.openReview(id, "2026-12-01T08:00:00Z");
  expect((await asAnna.view(id)).may.approve).toBe(false);

  await expect(asAnna.approve(id, statuses)).rejects.toThrow("reviewIsOn");
  app.setTime("2026-12-01T08:00:00Z");
  await expect(asAnna.approve(id, statuses)).rejects.toThrow("reviewIsOn");

  expect((await asAnna.view(id)).draft.terms.every(({ status }) => status === "inReview")).toBe(true);
});

test("an approval that comes twice is one, and one of an older version is told", async () => {
  const { asAnna, asBo } = await proposed();
  const { version } = await asAnna.view(id);
  const approve = (input: object) =>
    asAnna.ask("POST", `/glossary/concepts/${id}/approval`, { version, statuses, reason: "", ...input });
  await asBo.edit(id, ({ terms }) => ({ terms: [...terms, termOf("sv", "utgiftsplan")] }));
  await expect(approve({})).rejects.toThrow("changedMeanwhile");

  const now = { version: (await asAnna.view(id)).version };
  const whole = { ...now, statuses: { ...statuses, "sv-utgiftsplan": "deprecated" } };
  await approve(whole);
  await approve(whole);

  expect((await asAnna.history(id)).versions.map(({ deed }) => deed)).toEqual([
    "approved",
    "edited",
    "proposed",
  ]);
});

test.for([
  [{}, "statusMissing"],
  [{ "sv-budget": "preferred" }, "statusMissing"],
  [{ "sv-budget": "proposed", "fi-talousarvio": "proposed", "en-budget": "proposed" }, "noneApproved"],
] as const)("approving %o is refused, and changes nothing", async ([wrong, reason]) => {
  const { asAnna } = await proposed();

  await expect(asAnna.approve(id, wrong)).rejects.toThrow(reason);

  expect(await asAnna.history(id)).toMatchObject({ versions: [{ deed: "proposed" }] });
});

test("what is already recommended in a language stays the only one", async () => {
  const { asAnna } = await proposed();
  await asAnna.approve(id, statuses);
  await asAnna.edit(id, ({ terms }) => ({ terms: [...terms, termOf("sv", "utgiftsplan")] }));

  const twice = { "en-budget": "proposed", "sv-utgiftsplan": "preferred" } as const;
  await expect(asAnna.approve(id, twice)).rejects.toThrow("preferredTwice.sv");
  const { draft } = await asAnna.approve(id, { ...twice, "sv-utgiftsplan": "admitted" });

  expect(draft.terms.map(({ status }) => status)).toEqual(["preferred", "preferred", "proposed", "admitted"]);
});
