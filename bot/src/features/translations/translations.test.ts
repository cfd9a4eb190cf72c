import { expect, test } from "vitest";
import type { Key } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import { decided, termOf } from "#test/harness/glossary.ts";
import { anna, bo, respondent, stranger, testApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, networked, outsider, ownChat } from "#test/harness/network.ts";
import { monday, organise } from "#test/harness/surveys.ts";
import {
  cecilia,
  david,
  handedIn,
  ordered,
  surveyed,
  whole,
  wish,
  working,
} from "#test/harness/translations.ts";

test("what lacks a language is taken, translated, read by another, and comes back by itself", async () => {
  const app = await testApp(monday);
  const { id, surveyId, states } = await ordered(app);

  const open = await working(app, cecilia).list("open");
  expect(open.orders).toMatchObject([
    {
      id,
      kind: "survey",
      from: "sv",
      to: "fi",
      state: "waiting",
      count: 3,
      orderedBy: "Anna",
      takenBy: null,
    },
  ]);
  const taken = await working(app, cecilia).take(id);
  expect(taken.texts.map(({ key, about, source }) => [key, about, source])).toEqual([
    ["title", "Rubrik", "Hur mår du?"],
    ["q:trivsel", "Fråga 1", "Trivs du?"],
    ["q:trivsel:high", "Fråga 1, skalans högsta värde", "ja"],
  ]);
  await working(app, cecilia).write(id, whole);
  await working(app, cecilia).hand(id);
  expect((await states()).orders).toMatchObject([{ state: "review", takenBy: "Cecilia" }]);
  const seenBy = async (who: Person) =>
    (await working(app, who).list("open")).orders.map((order) => order.id);
  expect([await seenBy(cecilia), await seenBy(david)]).toEqual([[], [id]]);
  expect((await working(app, david).approve(id)).state).toBe("done");
  await app.work();

  const { draft } = await organise(app).view(surveyId);
  expect(draft.title).toEqual({ sv: "Hur mår du?", fi: "Mitä kuuluu?", en: "" });
  expect(draft.questions[0]).toMatchObject({
    text: { fi: "Viihdytkö?" },
    low: { fi: "ei" },
    high: { fi: "kyllä" },
  });
  expect(await states()).toMatchObject({ orders: [{ state: "done" }], mayOrder: false, missing: [] });
  expect((await working(app, cecilia).list("done")).orders).toMatchObject([{ id, state: "done" }]);
  expect((await working(app, cecilia).list("open")).orders).toEqual([]);
});

test("asking for the same again gives the same order, also when two ask at once", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const { ask, states } = await surveyed(app);
  expect(await states()).toEqual({ orders: [], mayOrder: true, missing: ["fi"] });

  await Promise.allSettled([ask(), ask(), ask()]);
  const [order, ...others] = (await ask()).orders;

  expect(others).toEqual([]);
  expect((await working(app, anna).list("open")).orders.map(({ id }) => id)).toEqual([order?.id]);
});

test("what comes to lack the language later is added when it is asked for again", async () => {
  const app = await testApp(monday);
  const { id, ask, change } = await ordered(app);
  await change((draft) => ({ ...draft, intro: { sv: "Hej!", fi: "", en: "" } }));

  await ask();

  const { texts } = await working(app, cecilia).order(id);
  expect(texts.map(({ key }) => key)).toEqual(["title", "q:trivsel", "q:trivsel:high", "intro"]);
});

test.for([
  [{ ...wish, to: ["sv"] }, "nothingMissing"],
  [{ ...wish, to: ["en"] }, "nothingMissing"],
] as const)("what is written, or no language of the survey, can't be asked for", async ([input, reason]) => {
  const app = await testApp(monday);
  const { ask } = await surveyed(app);
  await expect(ask(input)).rejects.toMatchObject({ reason });
});

test("whatever an organiser has written meanwhile stays, and what could not be filled is told", async () => {
  const app = await testApp(monday);
  const annas = await ownChat(app, anna);
  const { id, surveyId, change } = await ordered(app);
  await handedIn(app, id);
  await change((draft) => ({ ...draft, title: { ...draft.title, fi: "Oma otsikko" } }));

  await working(app, david).approve(id);
  await app.work();

  const { draft } = await organise(app).view(surveyId);
  expect(draft.title.fi).toBe("Oma otsikko");
  expect(draft.questions[0]?.text.fi).toBe("Viihdytkö?");
  expect((await working(app, cecilia).order(id)).unfilled).toEqual(["title"]);
  const told = app.teams.sent
    .filter(({ place }) => place.id === annas.id)
    .map(({ card }) => textsOf(card).join("\n"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("Översättningen är klar: Hur mår du?");
  expect(told[0]).toContain("2 texter är på plats.");
  expect(told[0]).toContain("1 text lämnades som den var");
});

test("a source that changes under the translator is shown before and after, and an old translation is not filled in", async () => {
  const app = await testApp(monday);
  const { id, surveyId, ask, states, change } = await ordered(app);
  await working(app, cecilia).take(id);
  await working(app, cecilia).write(id, whole);
  await change((draft) => ({ ...draft, title: { ...draft.title, sv: "Hur står det till?" } }));

  const seen = await working(app, cecilia).order(id);
  expect(seen.isStale).toBe(true);
  expect(seen.texts[0]).toMatchObject({ source: "Hur står det till?", sourceBefore: "Hur mår du?" });
  expect((await states()).orders[0]?.isStale).toBe(true);
  await working(app, cecilia).hand(id);
  await working(app, david).approve(id);
  await app.work();

  const { draft } = await organise(app).view(surveyId);
  expect([draft.title.fi, draft.questions[0]?.text.fi]).toEqual(["", "Viihdytkö?"]);
  // Asked for again, it begins with what there was.
  const again = (await ask()).orders[0];
  expect(again?.id).not.toBe(id);
  const next = await working(app, cecilia).order(again?.id ?? "");
  expect(next.texts).toMatchObject([
    { key: "title", source: "Hur står det till?", translation: "Mitä kuuluu?" },
  ]);
});

test("a translation that is written anew is of the source as it is now", async () => {
  const app = await testApp(monday);
  const { id, change } = await ordered(app);
  await working(app, cecilia).take(id);
  await working(app, cecilia).write(id, whole);
  await change((draft) => ({ ...draft, title: { ...draft.title, sv: "Hur står det till?" } }));

  const saved = await working(app, cecilia).write(id, { title: "Miten menee?" });

  expect(saved.isStale).toBe(false);
});

test("what was translated and has changed since can be asked for again, and its old translation gives way", async () => {
  const app = await testApp(monday);
  const { id, surveyId, ask, states, change } = await ordered(app);
  await handedIn(app, id);
  await working(app, david).approve(id);
  await app.work();
  await change((draft) => ({ ...draft, title: { ...draft.title, sv: "Hur står det till?" } }));
  expect(await states()).toMatchObject({ orders: [{ isStale: true }], missing: ["fi"] });

  const again = (await ask()).orders[0]?.id ?? "";
  await working(app, david).take(again);
  await working(app, david).write(again, { title: "Miten menee?" });
  await working(app, david).hand(again);
  await working(app, cecilia).approve(again);
  await app.work();

  expect((await organise(app).view(surveyId)).draft.title.fi).toBe("Miten menee?");
});

test("an order and a source that somebody else has changed are not written over", async () => {
  const app = await testApp(monday);
  const { id, change } = await ordered(app);
  const { version } = await working(app, cecilia).take(id);
  await change((draft) => ({ ...draft, title: { ...draft.title, sv: "Nytt" } }));
  const save = (version: string) =>
    working(app, cecilia).ask("PUT", `/translations/${id}`, { version, texts: { title: "x" } });

  await expect(save(version)).rejects.toMatchObject({ reason: "changedMeanwhile" });
  const now = (await working(app, cecilia).order(id)).version;
  await save(now);
  await expect(save(now)).rejects.toMatchObject({ reason: "changedMeanwhile" });
  for (const forged of ["", "x", "~", "x~y"])
    await expect(save(forged)).rejects.toMatchObject({ reason: "changedMeanwhile" });
});

test("what the glossary knows of the words is told beside them", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const terms = [
    termOf("sv", "budget", "preferred"),
    termOf("fi", "talousarvio", "preferred"),
    termOf("fi", "budjetti", "deprecated"),
  ];
  const conceptId = await decided(app, terms);
  const { id, change } = await ordered(app);
  await working(app, cecilia).take(id);
  await change((draft) => ({ ...draft, title: { sv: "Budgeten för nästa år", fi: "", en: "" } }));
  const { hints } = await working(app, cecilia).order(id);
  expect(hints).toEqual([{ found: "Budgeten", conceptId, preferred: ["talousarvio"], avoid: ["budjetti"] }]);

  const { warnings } = await working(app, cecilia).write(id, { title: "Ensi vuoden budjetti" });
  expect(warnings).toMatchObject([{ key: "title", preferred: ["talousarvio"], conceptId }]);
});

test("a text has its own limit, and what is not of the order is left aside", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await working(app, cecilia).take(id);

  await expect(working(app, cecilia).write(id, { "q:trivsel:high": "x".repeat(41) })).rejects.toMatchObject({
    reason: "tooLong",
    values: { most: 40 },
  });
  const { texts } = await working(app, cecilia).write(id, { "q:annan": "x", constructor: "x", "": "x" });
  expect(texts.map(({ translation }) => translation)).toEqual(["", "", ""]);
  await expect(working(app, cecilia).hand(id)).rejects.toMatchObject({
    reason: "notAllTranslated",
    values: { count: 3 },
  });
});

test("a survey that is sent, or removed, takes its order back by itself", async () => {
  const app = await testApp(monday);
  const { id, surveyId, states } = await ordered(app);
  await working(app, cecilia).take(id);
  await app.ask(anna, ["Organiser"], "DELETE", `/surveys/${surveyId}`);

  await app.at("2026-11-24T08:00:01Z");

  expect((await working(app, cecilia).order(id)).state).toBe("withdrawn");
  expect((await working(app, cecilia).list("mine")).orders).toEqual([]);
  await expect(states()).rejects.toMatchObject({ name: "NotFound" });
  await expect(working(app, cecilia).write(id, whole)).rejects.toMatchObject({ reason: "notNow" });
});

test("of two who take an order at once one has it, and gives it back with what is written", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);

  const took = await Promise.allSettled([cecilia, david].map((who) => working(app, who).take(id)));
  expect(took.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(took.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { reason: "alreadyTaken" },
  });

  const [first, second] = took[0]?.status === "fulfilled" ? [cecilia, david] : [david, cecilia];
  await working(app, first).write(id, { title: "Mitä kuuluu?" });
  await working(app, first).giveBack(id);
  await working(app, first).giveBack(id);
  const taken = await working(app, second).take(id);
  expect(taken.texts[0]?.translation).toBe("Mitä kuuluu?");
});

test("a reviewer gives it back with what is asked for, and the translator hands it in again", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await handedIn(app, id);

  const returned = await working(app, david).sendBack(id, "Hellre 'Kuinka voit?'");
  expect(returned).toMatchObject({
    state: "taken",
    remark: "Hellre 'Kuinka voit?'",
    takenBy: { name: "Cecilia" },
  });
  await expect(working(app, david).approve(id)).rejects.toMatchObject({ reason: "notNow" });
  expect((await working(app, cecilia).hand(id)).remark).toBe("");
});

test("nobody approves their own, but a coordinator whom nobody else can help", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await handedIn(app, id);

  for (const who of [cecilia, bo, anna])
    await expect(working(app, who).approve(id)).rejects.toMatchObject({ name: "NotFound" });

  await inNetwork(app, david).leave();
  await expect(working(app, cecilia).approve(id)).rejects.toMatchObject({ name: "NotFound" });
  expect((await working(app, anna).approve(id)).state).toBe("done");
});

test("outside the network there is no queue, and members do only what is theirs to do", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await inNetwork(app, respondent(5)).join();
  const deeds = (who: Person) => {
    const on = working(app, who);
    return [
      () => on.list("open"),
      () => on.order(id),
      () => on.take(id),
      () => on.giveBack(id),
      () => on.write(id, whole),
      () => on.hand(id),
      () => on.approve(id),
      () => on.sendBack(id, "nej tack"),
      () => on.withdraw(id),
    ];
  };

  for (const who of [outsider, respondent(5), stranger])
    for (const deed of deeds(who)) await expect(deed()).rejects.toMatchObject({ name: "NotFound" });
  // Bo translates the other way.
  for (const deed of deeds(bo).slice(2)) {
    await deed().then(
      (order) => expect(order).toMatchObject({ state: "waiting" }),
      (error) => expect(error).toMatchObject({ name: "NotFound" }),
    );
  }
  expect((await working(app, bo).list("open")).orders).toEqual([]);
  expect((await working(app, cecilia).order(id)).state).toBe("waiting");
});

test("only whoever organises a survey asks for its translation", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const { surveyId } = await surveyed(app);
  const path = `/surveys/${surveyId}/translations`;

  for (const [who, roles] of [
    [bo, ["Organiser"]],
    [stranger, ["Admin"]],
  ] as const) {
    await expect(app.ask(who, [...roles], "POST", path, wish)).rejects.toMatchObject({ name: "NotFound" });
    await expect(app.ask(who, [...roles], "GET", path)).rejects.toMatchObject({ name: "NotFound" });
  }
  await expect(app.ask(bo, [], "POST", path, wish)).rejects.toThrow("403");
});

test("whoever ordered it may take it back, and what has flowed back stays", async () => {
  const app = await testApp(monday);
  const { id, ask } = await ordered(app);

  expect((await working(app, anna).withdraw(id)).state).toBe("withdrawn");
  expect((await working(app, anna).withdraw(id)).state).toBe("withdrawn");
  const again = (await ask()).orders[0]?.id ?? "";
  expect(again).not.toBe(id);
  await handedIn(app, again);
  await working(app, david).approve(again);
  await expect(working(app, anna).withdraw(again)).rejects.toMatchObject({ reason: "notNow" });
});

test("it is looked after once a day, however often that is done", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  const due = app.store.tables.open<Key & { job: string }>("due");
  const planned = async () =>
    (await Array.fromAsync(due.list("due"))).filter(({ job }) => job === "translations/check");

  for (const hour of ["08", "09", "10"]) {
    app.setTime(`2026-11-24T${hour}:30:00Z`);
    await app.jobs.get("translations/check")?.({ tenantId: anna.tenantId, id });
  }
  await app.work();

  expect((await planned()).map(({ rowKey }) => rowKey.slice(0, 16))).toEqual(["2026-11-25T08:00"]);
});

test("a new order is told of once, to those who translate that way and have a chat, and the card says when it is taken", async () => {
  const app = await testApp(monday);
  const [cecilias, bos, annas] = [
    await ownChat(app, cecilia),
    await ownChat(app, bo),
    await ownChat(app, anna),
  ];
  const { id, ask } = await ordered(app);
  await app.work();
  await ask();
  await app.work();

  const sent = app.teams.sent.filter(({ card }) => textsOf(card)[0]?.startsWith("Att översätta"));
  expect(sent.map(({ place }) => place.id)).toEqual([cecilias.id]);
  expect(sent.some(({ place }) => [bos.id, annas.id].includes(place.id))).toBe(false);
  const texts = textsOf(sent[0]?.card ?? { type: "AdaptiveCard" }).join("\n");
  expect(texts).toContain("svenska → finska. 3 texter, 22 tecken.");
  expect(texts).toContain("Behövs senast den 26.11.2026.");
  expect(texts).toContain("Från beställaren: Gärna kort.");

  await working(app, david).take(id);
  await app.work();
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain(
    "Någon har tagit den.",
  );
});
