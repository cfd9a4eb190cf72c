import { expect, test } from "vitest";
import { decided, draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, respondent, stranger, testApp } from "#test/harness/harness.ts";
import { inNetwork, networked, outsider } from "#test/harness/network.ts";
import { propose } from "./concepts/concept.ts";
import { glossaryStore } from "./concepts/store.ts";
import { budget, decidedBudget } from "./concepts/testing.ts";

/* Terms in the tab, through the app's door: Anna coordinates, Bo is a member. */

const id = "7e570000-0000-4000-8000-000000000001";
const nextWeek = "2026-12-01T08:00:00Z";
const unknown = "unknownConcept";

async function network() {
  const app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  return {
    app,
    asAnna: inGlossary(app, anna),
    asBo: inGlossary(app, bo),
    asOutsider: inGlossary(app, outsider),
  };
}

test("what is proposed begins as proposed, whatever it says of itself, and only members see it", async () => {
  const { asAnna, asBo, asOutsider } = await network();

  const proposed = await asBo.propose(id, decidedBudget);

  expect(new Set(proposed.draft.terms.map(({ status }) => status))).toEqual(new Set(["proposed"]));
  expect(proposed).toMatchObject({
    createdBy: { name: "Bo", mine: true },
    changedBy: { name: "Bo", mine: true },
    checkedAt: null,
  });
  expect(await asAnna.view(id)).toMatchObject({ createdBy: { name: "Bo", mine: false } });
  await expect(asOutsider.view(id)).rejects.toThrow(unknown);
  expect((await asOutsider.list()).total).toBe(0);
  expect((await asOutsider.list("?q=budget")).total).toBe(0);
  expect((await asAnna.list("?q=budget")).total).toBe(1);
});

test("a proposal is reviewed, voted on and decided, and then everybody looks it up", async () => {
  const { app, asAnna, asBo, asOutsider } = await network();
  await asBo.propose(id, budget);

  await asAnna.openReview(id, nextWeek);
  await asBo.vote(id, "no");
  const voted = await asBo.vote(id, "yes");
  await expect(asAnna.decide(id, {})).rejects.toThrow("reviewIsOn");
  app.setTime(nextWeek);
  await expect(asBo.vote(id, "no")).rejects.toThrow("reviewIsClosed");
  await expect(asBo.decide(id, {})).rejects.toThrow("forCoordinators");
  await expect(asAnna.decide(id, { "sv-budget": "preferred" })).rejects.toThrow("statusMissing");
  const statuses = {
    "sv-budget": "preferred",
    "fi-talousarvio": "preferred",
    "en-budget": "admitted",
  } as const;
  const decision = await asAnna.decide(id, statuses, "Alla var med");

  expect(voted.review).toMatchObject({
    votes: [
      {
        language: "sv",
        counts: { yes: 1, no: 0, abstain: 0 },
        mine: "yes",
        voters: [{ name: "Bo", vote: "yes" }],
      },
      { language: "fi", counts: { yes: 0, no: 0, abstain: 0 }, mine: null, voters: [] },
      { language: "en", counts: { yes: 0, no: 0, abstain: 0 }, mine: null, voters: [] },
    ],
    topicId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(decision).toMatchObject({
    review: { decision: "accepted", reason: "Alla var med", decidedAt: "2026-12-01T08:00:00.000Z" },
    checkedBy: { name: "Anna" },
  });
  const seen = await asOutsider.view(id);
  expect(seen.draft.terms.map(({ status }) => status)).toEqual(["preferred", "preferred", "admitted"]);
  expect(seen).toMatchObject({
    review: null,
    createdBy: { name: null },
    changedBy: { name: null },
    checkedBy: { name: null },
  });
  expect(seen.draft.topicId).toBeNull();
  expect(Object.values(seen.may)).not.toContain(true);
});

test("who is for the Swedish term and against the English one says both, and both are heeded", async () => {
  const { app, asAnna, asBo } = await network();
  await asBo.propose(id, budget);
  await asAnna.openReview(id, nextWeek);
  await asBo.vote(id, "yes", "sv");
  await asBo.vote(id, "no", "en");
  await asBo.vote(id, "abstain", "fi");
  await asBo.vote(id, null, "fi");
  const voted = await asAnna.vote(id, "no", "en");
  app.setTime(nextWeek);

  const none = { "sv-budget": "proposed", "fi-talousarvio": "proposed", "en-budget": "proposed" } as const;
  await expect(asAnna.decide(id, none)).rejects.toThrow("noneAccepted");
  const decision = await asAnna.decide(id, { ...none, "sv-budget": "preferred" });

  const counts = (yes: number, no: number) => ({ yes, no, abstain: 0 });
  expect(voted.review?.votes.map((each) => [each.language, each.counts, each.mine])).toEqual([
    ["sv", counts(1, 0), null],
    ["fi", counts(0, 0), null],
    ["en", counts(0, 2), "no"],
  ]);
  expect(decision.draft.terms.map(({ status }) => status)).toEqual(["preferred", "proposed", "proposed"]);
  // What nobody voted on has nothing to tell once it is decided.
  expect(decision.review?.votes.map((each) => [each.language, each.counts])).toEqual([
    ["sv", counts(1, 0)],
    ["en", counts(0, 2)],
  ]);
});

test("nobody votes on a language that has nothing in review", async () => {
  const { asAnna, asBo } = await network();
  await asBo.propose(id, { ...budget, terms: budget.terms.filter(({ language }) => language !== "en") });
  await asAnna.openReview(id, nextWeek);

  await expect(asBo.vote(id, "yes", "en")).rejects.toThrow("nothingInReview");
});

test("a review is talked about in the forum, in one topic however often it is opened", async () => {
  const { asAnna, asBo } = await network();
  await asBo.propose(id, { ...budget, field: "ekonomi" });

  const opened = await asAnna.openReview(id, nextWeek);
  const moved = await asAnna.openReview(id, "2026-12-02T08:00:00Z");

  expect(moved.review).toMatchObject({
    closesAt: "2026-12-02T08:00:00.000Z",
    topicId: opened.review?.topicId,
  });
  const topic = await asBo.ask("GET", `/forum/topics/${opened.review?.topicId}`);
  expect(topic).toMatchObject({ title: "På remiss: budget – talousarvio – budget", tags: ["ekonomi"] });
  expect(JSON.stringify(topic)).toContain("- sv: budget\\n- fi: talousarvio");
});

test("a proposal begins from a post of the forum that its writer sees", async () => {
  const { asBo, asOutsider } = await network();
  const topicId = "7e570000-0000-4000-8000-0000000000aa";
  const begun = { title: "Vad heter det?", text: "Jag söker en term.", tags: ["ekonomi"], language: "sv" };
  await asBo.ask("POST", "/forum/topics", { id: topicId, ...begun, mentions: [] });

  expect(await asBo.ask("GET", `/glossary/origins/${topicId}/1`)).toMatchObject({
    topicId,
    title: "Vad heter det?",
    text: "Jag söker en term.",
    field: "ekonomi",
  });
  for (const forged of [`${topicId}/2`, `${topicId}/x`, `${id}/1`, "x/1"])
    await expect(asBo.ask("GET", `/glossary/origins/${forged}`)).rejects.toThrow("unknownOrigin");
  await expect(asOutsider.ask("GET", `/glossary/origins/${topicId}/1`)).rejects.toThrow(unknown);
});

test("a rejected proposal is proposed still, and a reopened term is decided on anew", async () => {
  const { app, asAnna, asOutsider } = await network();
  await asAnna.propose(id, budget);
  await asAnna.openReview(id, nextWeek);
  app.setTime(nextWeek);
  const rejected = await asAnna.reject(id, "För tidigt");
  await asAnna.openReview(id, "2026-12-08T08:00:00Z");
  await asAnna.vote(id, "yes");
  app.setTime("2026-12-08T08:00:00Z");
  await asAnna.decide(id, Object.fromEntries(budget.terms.map((term) => [term.id, "preferred"])));
  const reopened = await asAnna.reopen(id, "Lagen har ändrats");
  const again = await asAnna.openReview(id, "2026-12-15T08:00:00Z");

  expect(rejected).toMatchObject({ review: { decision: "rejected", reason: "För tidigt" } });
  expect(rejected.draft.terms[0]?.status).toBe("proposed");
  expect(reopened.draft.terms[0]?.status).toBe("proposed");
  await expect(asOutsider.view(id)).rejects.toThrow(unknown);
  expect(again.review).toMatchObject({
    votes: ["sv", "fi", "en"].map((language) => ({ language, counts: { yes: 0 }, mine: null })),
    decidedAt: null,
  });
  const { versions } = await asAnna.history(id);
  expect(versions.map(({ deed }) => deed)).toEqual(
    "reviewOpened reopened decided reviewOpened decided reviewOpened proposed".split(" "),
  );
  expect(versions[1]).toMatchObject({ reason: "Lagen har ändrats", by: { name: "Anna" } });
});

test("an edit of anything but notes makes a concept unchecked; whoever wrote it does not check it", async () => {
  const { app, asAnna, asBo } = await network();
  const one = await decided(
    app,
    budget.terms.map((term) => ({ ...term, status: "preferred" })),
  );

  const noted = await asBo.edit(one, () => ({ note: "Se också bokslut." }));
  const changed = await asBo.edit(one, () => ({ source: "Kommunallagen" }), "Källan saknades");

  expect(noted.checkedAt).not.toBeNull();
  expect(changed).toMatchObject({ checkedAt: null, may: { check: false } });
  await expect(asBo.check(one)).rejects.toThrow("checkedByAnother");
  expect(await asAnna.check(one)).toMatchObject({ checkedBy: { name: "Anna" } });
  expect((await asAnna.check(one)).version).toBe((await asAnna.view(one)).version);
});

test("members improve words but not statuses; coordinators may correct a decided one", async () => {
  const { app, asAnna, asBo } = await network();
  const one = await decided(app, decidedBudget.terms);
  const withStatus = (status: "admitted" | "proposed") => (draft: typeof decidedBudget) => ({
    terms: draft.terms.map((term, at) => (at === 1 ? { ...term, status } : term)),
  });

  await expect(asBo.edit(one, withStatus("admitted"))).rejects.toThrow("statusByReview");
  await expect(asBo.edit(one, ({ terms }) => ({ terms: terms.slice(1) }))).rejects.toThrow(
    "decidedTermStays",
  );
  await expect(asAnna.edit(one, withStatus("proposed"))).rejects.toThrow("statusByReview");
  const more = await asBo.edit(one, ({ terms }) => ({
    terms: [...terms, termOf("sv", "årsbudget", "preferred")],
  }));
  expect(more.draft.terms.at(-1)?.status).toBe("proposed");
  expect((await asAnna.edit(one, withStatus("admitted"))).draft.terms[1]?.status).toBe("admitted");
  await expect(
    asAnna.edit(one, ({ terms }) => ({
      terms: terms.map((term) => (term.status === "admitted" ? { ...term, status: "preferred" } : term)),
    })),
  ).rejects.toThrow("preferredTwice.sv");
});

test("an earlier version comes back as a new one, and what is already there is not written twice", async () => {
  const { asAnna, asBo } = await network();
  await asBo.propose(id, budget);
  await asBo.edit(id, () => ({ note: "Fel" }));

  const restored = await asAnna.restore(id, 1);
  const again = await asAnna.restore(id, 1);

  expect(restored.draft).toEqual((await asBo.history(id)).versions.at(-1)?.draft);
  expect(again.version).toBe(restored.version);
  expect((await asBo.history(id)).versions.map(({ deed, reason }) => [deed, reason])).toEqual([
    ["restored", "1"],
    ["edited", ""],
    ["proposed", ""],
  ]);
  await expect(asAnna.restore(id, 9)).rejects.toThrow("unknownVersion");
});

test("who saves an older version is told, and a repeat of the same save is no harm", async () => {
  const { asBo, asAnna } = await network();
  const { version, draft } = await asBo.propose(id, budget);
  const save = (note: string) =>
    asAnna.ask("PUT", `/glossary/concepts/${id}`, { version, draft: { ...draft, note }, reason: "" });

  await save("Annas");

  await expect(save("Annas")).resolves.toMatchObject({ draft: { note: "Annas" } });
  await expect(save("Annan")).rejects.toThrow("changedMeanwhile");
  expect((await asAnna.history(id)).versions).toHaveLength(2);
});

test("a removed concept is gone for all but those who may bring it back", async () => {
  const { app, asAnna, asBo, asOutsider } = await network();
  const one = await decided(app, decidedBudget.terms);
  await expect(asBo.remove(one)).rejects.toThrow("forCoordinators");

  await asAnna.remove(one);
  await asAnna.remove(one);

  await expect(asBo.view(one)).rejects.toThrow(unknown);
  await expect(asOutsider.view(one)).rejects.toThrow(unknown);
  expect((await asBo.list()).total).toBe(0);
  await expect(asAnna.edit(one, () => ({ note: "x" }))).rejects.toThrow(unknown);
  expect((await asAnna.bringBack(one)).removedAt).toBeNull();
  expect((await asOutsider.list("?q=budget")).total).toBe(1);
});

test("a list is in the order of its language, with what lacks a term in it last, and comes by pages", async () => {
  const { asAnna } = await network();
  const words = ["ö", "ä", "z", "å", "a", "w", "v"];
  for (const word of words)
    await asAnna.propose(crypto.randomUUID(), draftOf([termOf("sv", `${word}rende`)]));
  await asAnna.propose(id, draftOf([termOf("fi", "asia")]));
  const many = Array.from({ length: 30 }, (_, at) => `kommun ${at}`);
  for (const term of many) await asAnna.propose(crypto.randomUUID(), draftOf([termOf("sv", term)]));

  const first = await asAnna.list("?language=sv");
  const second = await asAnna.list(`?language=sv&after=${first.next}`);

  const shown = [...first.concepts, ...second.concepts].map(
    ({ terms }) => (terms.sv[0] ?? terms.fi[0])?.term,
  );
  expect(shown).toEqual([
    "arende",
    ...many,
    ...["vrende", "wrende", "zrende", "årende", "ärende", "örende"],
    "asia",
  ]);
  expect([first.total, second.next]).toEqual([38, null]);
  expect((await asAnna.list("?view=gaps&language=fi")).concepts[0]?.terms.fi[0]?.term).toBe("asia");
});

test("lists are cut by field and by what waits, and those outside are not told what waits", async () => {
  const { app, asAnna, asBo, asOutsider } = await network();
  const one = await decided(app, decidedBudget.terms, { field: "ekonomi" });
  await asBo.propose(id, budget);
  await asBo.edit(one, () => ({ source: "Kommunallagen" }));

  const idsIn = async (who: typeof asBo, query: string) =>
    (await who.list(query)).concepts.map((each) => each.id);
  expect(await idsIn(asBo, "?field=ekonomi")).toEqual([one]);
  expect(await idsIn(asBo, "?view=proposals")).toEqual([id]);
  expect(await idsIn(asBo, "?view=unchecked&q=budget&field=ekonomi")).toEqual([one]);
  expect(await idsIn(asOutsider, "?view=proposals")).toEqual([one]);
  expect(await asBo.glossary()).toMatchObject({
    concepts: 2,
    terms: { sv: 3, fi: 3, en: 2 },
    waiting: { proposals: 1, unchecked: 2, gaps: 0 },
    may: { propose: true, edit: true, import: false, manageFields: false },
  });
  expect(await asOutsider.glossary()).toMatchObject({
    concepts: 1,
    waiting: { proposals: 0, unchecked: 0, gaps: 0 },
    may: { propose: false, edit: false, import: false, manageFields: false },
  });
  expect((await asAnna.glossary()).fields.find((field) => field.id === "ekonomi")).toMatchObject({
    count: 1,
  });
});

test("nothing is found by a term that only members may read", async () => {
  const { app, asAnna, asBo, asOutsider } = await network();
  const one = await decided(app, decidedBudget.terms);
  await asBo.edit(one, ({ terms }) => ({ terms: [...terms, termOf("sv", "hemlighet")] }));

  expect((await asOutsider.list("?q=hemlighet")).concepts).toEqual([]);
  expect((await asAnna.list("?q=hemlighet")).concepts[0]).toMatchObject({ id: one, matched: ["hemlighet"] });
  expect(JSON.stringify(await asOutsider.list("?q=budget"))).not.toContain("hemlighet");
  expect(JSON.stringify(await asOutsider.view(one))).not.toContain("hemlighet");
});

test("relations lead to what the reader may see, by its headwords", async () => {
  const { app, asAnna, asOutsider } = await network();
  const other = await decided(app, [termOf("sv", "bokslut", "preferred")]);
  await asAnna.propose(id, budget);
  const relations = [other, id, crypto.randomUUID()].map(
    (conceptId) => ({ kind: "related", conceptId }) as const,
  );
  const one = await decided(app, decidedBudget.terms, { relations });

  expect((await asAnna.view(one)).relations.map((relation) => relation.headword.sv)).toEqual([
    "bokslut",
    "budget",
  ]);
  const seen = await asOutsider.view(one);
  expect(seen.relations.map((relation) => relation.id)).toEqual([other]);
  expect(seen.draft.relations.map(({ conceptId }) => conceptId)).toEqual([other]);
});

test("coordinators keep the subject fields; one in use stays", async () => {
  const { app, asAnna, asBo } = await network();
  await decided(app, decidedBudget.terms, { field: "ekonomi" });
  const skog = { id: "skog", name: { sv: "Skog", fi: "Metsä", en: "Forest" } };
  const names = async () => (await asBo.glossary()).fields.map((field) => field.id);

  await asAnna.ask("PUT", "/glossary/fields/skog", skog);
  expect(await names()).toContain("skog");
  await asAnna.ask("DELETE", "/glossary/fields/skog");
  await asAnna.ask("DELETE", "/glossary/fields/moten");
  await asAnna.ask("DELETE", "/glossary/fields/moten");
  expect(await names()).not.toContain("skog");
  expect(await names()).not.toContain("moten");

  await expect(asAnna.ask("DELETE", "/glossary/fields/ekonomi")).rejects.toThrow("fieldInUse");
  await expect(asBo.ask("PUT", "/glossary/fields/skog", skog)).rejects.toThrow("forCoordinators");
  await expect(asBo.ask("DELETE", "/glossary/fields/verktyg")).rejects.toThrow("forCoordinators");
  await expect(asBo.propose(id, { ...budget, field: "skog" })).rejects.toThrow("unknownField");
});

test("what was written before a crash is found after it", async () => {
  const { app, asAnna } = await network();
  const { tenantId } = anna;
  await asAnna.list("?q=budget");
  await glossaryStore(app.store.tables).add(propose(id, anna, budget, app.clock.now()));

  for (const _ of [1, 2]) await app.jobs.get("glossary/written")?.({ tenantId, id });
  await app.jobs.get("glossary/written")?.({ tenantId, id: "7e570000-0000-4000-8000-00000000000f" });

  expect((await asAnna.list("?q=budget")).concepts.map((each) => each.id)).toEqual([id]);
});

test("a language in which nothing is decided yet says nothing to those outside", async () => {
  const { app, asBo, asOutsider } = await network();
  const budgeted = await decided(app, [termOf("sv", "budget", "preferred")]);
  await asBo.edit(budgeted, ({ terms }) => ({
    terms: [...terms, termOf("fi", "talousarvio")],
    fi: { definition: { text: "rahasuunnitelma", source: "" }, note: "luonnos" },
  }));

  expect((await asOutsider.view(budgeted)).draft.fi).toEqual({
    definition: { text: "", source: "" },
    note: "",
  });
  expect((await asOutsider.list("?q=rahasuunnitelma")).total).toBe(0);
  expect((await asBo.list("?q=rahasuunnitelma")).total).toBe(1);
  const { card } = (await app.preview(bo, `/terms/concepts/${budgeted}`)) ?? {};
  expect(JSON.stringify(card)).toContain("budget");
  expect(JSON.stringify(card)).not.toContain("rahasuunnitelma");
});

test("who left while a concept was removed has no vote in it when it is brought back", async () => {
  const { app, asAnna, asBo } = await network();
  await asAnna.propose(id, budget);
  await asAnna.openReview(id, nextWeek);
  await asAnna.vote(id, "no");
  await asBo.vote(id, "yes");
  await asAnna.remove(id);
  await inNetwork(app, bo).leave();
  await app.work();

  await asAnna.bringBack(id);

  expect((await asAnna.view(id)).review?.votes[0]).toMatchObject({
    language: "sv",
    counts: { yes: 0, no: 1, abstain: 0 },
  });
});

test("whoever leaves has no name in history and votes, and no vote in what is not decided", async () => {
  const { app, asAnna, asBo } = await network();
  await asBo.propose(id, budget);
  await asAnna.openReview(id, nextWeek);
  await asBo.vote(id, "yes");

  await asBo.ask("DELETE", "/network/membership");
  await app.work();
  // Names are kept for some seconds.
  app.setTime("2026-11-24T08:05:00Z");

  expect(await asAnna.view(id)).toMatchObject({
    createdBy: { name: null },
    review: { votes: [{ voters: [] }, { voters: [] }, { voters: [] }] },
  });
  expect((await asAnna.history(id)).versions.at(-1)?.by).toEqual({ name: null, mine: false });
  await expect(asBo.view(id)).rejects.toThrow(unknown);
});

test.for([
  ["POST", "", { id: "7e570000-0000-4000-8000-000000000009", draft: budget }],
  ["PUT", `/${id}`, { version: "1", draft: budget, reason: "" }],
  ["DELETE", `/${id}`, undefined],
  ["POST", `/${id}/restoration`, undefined],
  ["GET", `/${id}/history`, undefined],
  ["POST", `/${id}/restore`, { version: "1", number: 1 }],
  ["PUT", `/${id}/check`, undefined],
  ["POST", `/${id}/review`, { closesAt: nextWeek }],
  ["PUT", `/${id}/review/vote`, { language: "sv", vote: "yes" }],
  ["POST", `/${id}/review/decision`, { decision: "rejected", reason: "Nej tack" }],
  ["POST", `/${id}/reopening`, { reason: "Nej tack" }],
] as const)("%s /glossary/concepts%s is for the network's members alone", async ([method, path, input]) => {
  const { asBo, app } = await network();
  await asBo.propose(id, budget);

  for (const who of [outsider, respondent(1), { ...stranger, id: bo.id }])
    await expect(app.ask(who, ["Organiser"], method, `/glossary/concepts${path}`, input)).rejects.toThrow(
      unknown,
    );
  expect((await asBo.history(id)).versions).toHaveLength(1);
});

test.for(["nope", "../x", "7e570000-0000-4000-8000-00000000000f"])("%s is no concept", async (forged) => {
  const { asAnna } = await network();
  await expect(asAnna.view(encodeURIComponent(forged))).rejects.toThrow(unknown);
});
