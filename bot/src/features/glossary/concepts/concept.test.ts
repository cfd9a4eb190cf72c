import { expect, test } from "vitest";
import { type Status, statuses } from "#features/glossary/contract.ts";
import hostile from "#test/hostile.json" with { type: "json" };
import { approve, check, decide, openReview, propose, reopen, revise } from "./concept.ts";
import { preferredTwice, publishedPart, sameButNotes, sameDraft, tidied } from "./draft.ts";
import { anna, bo, budget, decidedBudget, draftOf, now, termOf, writer } from "./testing.ts";
import { decided, isDecided, mayMove } from "./workflow.ts";

const later = new Date("2026-12-01T08:00:00Z");
const coordinator = writer(anna, true);

test("a term's status moves along the workflow and no other way", () => {
  const moves = (["open", "accept", "reject", "approve", "reopen", "correct"] as const).flatMap((step) =>
    statuses.flatMap((from) =>
      statuses.filter((to) => mayMove(from, step, to)).map((to) => `${step}: ${from} > ${to}`),
    ),
  );
  const each = (step: string, from: readonly Status[], to: readonly Status[]) =>
    from.flatMap((one) => to.map((other) => `${step}: ${one} > ${other}`));

  expect(moves.toSorted()).toEqual(
    [
      ...each("open", ["proposed"], ["inReview"]),
      ...each("accept", ["inReview"], decided),
      ...each("reject", ["inReview"], ["proposed"]),
      ...each("approve", ["proposed"], decided),
      ...each("reopen", decided, ["proposed"]),
      ...each("correct", decided, decided),
    ].toSorted(),
  );
});

/** A small generator of chance, the same each time (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test.for(Array.from({ length: 30 }, (_, seed) => seed))(
  "whatever is done in whatever order (%i), what members may not do stays undone, and history only grows",
  (seed) => {
    const pick = chance(seed);
    let concept = propose("7e570000-0000-4000-8000-000000000001", bo, budget, now);
    let at = now;
    for (let step = 0; step < 40; step++) {
      at = new Date(at.getTime() + 3_600_000);
      const before = concept;
      const by = pick(2) ? coordinator : writer(bo);
      const status = statuses[pick(statuses.length)] ?? "proposed";
      const terms = concept.draft.terms.map((term, n) => (n === pick(3) ? { ...term, status } : term));
      const accepted = Object.fromEntries(terms.map((term) => [term.id, decided[pick(4)] ?? "admitted"]));
      const deeds = [
        () => revise(concept, { ...concept.draft, terms, note: `${step}` }, by, "", at),
        () =>
          openReview(concept, coordinator, {
            closesAt: new Date(at.getTime() + 1_800_000),
            topicId: null,
            now: at,
          }),
        () => decide(concept, { decision: "accepted", statuses: accepted, reason: "" }, coordinator, at),
        () => decide(concept, { decision: "rejected", reason: "nej" }, coordinator, at),
        () => approve(concept, { version: concept.version, statuses: accepted, reason: "" }, coordinator, at),
        () => reopen(concept, coordinator, "igen", at),
        () => check(concept, by, at),
      ];
      try {
        concept = deeds[pick(deeds.length)]?.() ?? concept;
      } catch (error) {
        expect(error).toHaveProperty("name", "Refusal");
      }
      expect(concept.number - before.number).toBeLessThanOrEqual(1);
      expect(preferredTwice(concept.draft)).toBeUndefined();
      const isOpen = concept.review !== undefined && !concept.review.decidedAt;
      expect(concept.draft.terms.some((term) => term.status === "inReview")).toBe(isOpen);
      if (concept.deed === "edited" && concept !== before && by !== coordinator)
        expect(concept.draft.terms.map((term) => term.status)).toEqual(
          before.draft.terms.map((term) => term.status),
        );
    }
  },
);

test("an edit of notes leaves a check standing; of anything else it does not", () => {
  const concept = check(propose("id", anna, budget, now), coordinator, now);
  const edited = (changes: Partial<typeof budget>) =>
    revise(concept, { ...budget, ...changes }, coordinator, "", later);

  expect(edited({ note: "not" }).checkedAt).toEqual(now);
  expect(edited({ sv: { ...budget.sv, note: "not" } }).checkedAt).toEqual(now);
  expect(edited({ field: "ekonomi" }).checkedAt).toBeUndefined();
  expect(edited({ sv: { ...budget.sv, definition: { text: "ny", source: "" } } }).checkedAt).toBeUndefined();
  expect(edited({ terms: budget.terms.toReversed() }).checkedAt).toBeUndefined();
  expect(edited({})).toBe(concept);
});

test("two drafts are the same whichever way their names are ordered", () => {
  const reversed = JSON.parse(JSON.stringify(budget), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  );
  expect(sameDraft(budget, reversed)).toBe(true);
  expect(sameButNotes(budget, { ...reversed, note: "x" })).toBe(true);
});

test("everybody's part has decided terms alone, and says nothing of the forum", () => {
  const draft = { ...decidedBudget, topicId: crypto.randomUUID() };
  const shown = publishedPart({ ...draft, terms: [...draft.terms, termOf("sv", "förslag")] });

  expect(shown?.terms.every(({ status }) => isDecided(status))).toBe(true);
  expect(shown?.topicId).toBeNull();
  expect(publishedPart(budget)).toBeUndefined();
});

test("hostile text is kept as it was written, without what can't be seen", () => {
  for (const text of hostile.filter((each) => each.trim() !== "")) {
    try {
      const { terms, note } = tidied({
        ...draftOf([termOf("sv", text.slice(0, 200))]),
        note: text.slice(0, 4_000),
      });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone.
      expect(`${terms[0]?.term}${note}`).not.toMatch(/[\u0000-\u0008\u202e\u2066]/);
      expect(terms[0]?.term).toBe(terms[0]?.term.trim());
      expect(note.isWellFormed()).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ name: "Refusal", reason: "emptyTerm" });
    }
  }
});

test("a concept as large as its limits allow is kept, and one that no row could hold is refused", () => {
  const terms = (filler: string) =>
    Array.from({ length: 30 }, (_, at) =>
      termOf("sv", `term ${at}`, "proposed", {
        id: `t${at}`,
        note: filler.repeat(4_000),
        context: { text: filler.repeat(1_000), source: filler.repeat(500) },
      }),
    );

  expect(tidied(draftOf(terms("ö"))).terms).toHaveLength(30);
  expect(() => tidied(draftOf(terms('"').map((term) => ({ ...term, source: '"'.repeat(20_000) }))))).toThrow(
    "conceptTooLarge",
  );
});
