import { expect, test } from "vitest";
import type { Outcome } from "#platform/sending/contract.ts";
import { anna, bo, channel, otherChannel, type TestApp, testApp } from "#test/harness/harness.ts";
import { monday, organise, posted, pulse, saturday } from "#test/harness/surveys.ts";

test("each place gets its card once, in its own language", async () => {
  const app = await testApp(monday);
  await app.places.setLocale(await app.places.remember(otherChannel), "fi");

  await posted(app, pulse, [channel, otherChannel]);

  const cards = app.teams.sent.map(({ place, card }) => [
    place.id,
    JSON.stringify(card).includes("Viikkopulssi"),
  ]);
  expect(cards.toSorted()).toEqual(
    [
      [otherChannel.id, true],
      [channel.id, false],
    ].toSorted(),
  );
});

test("a posted card can be opened from the tab, and the results from the card", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);

  const [sending] = await organise(app).sendings(id);
  const thanks = await app.press(bo, "surveys/answer", { survey: id, question: "vecka", value: "3" });

  expect(sending?.targets[0]?.link).toBe(`https://teams.example/${channel.id}/1`);
  expect(JSON.stringify(thanks)).toContain(`https://teams.example/tab/surveys/${id}/results`);
});

test("sending the same sending again posts nothing twice", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  const sendingId = crypto.randomUUID();

  await organise(app).send(id, [channel], null, sendingId);
  await app.work();
  await organise(app).send(id, [channel], null, sendingId);
  await app.work();

  expect(app.teams.sent).toHaveLength(1);
});

test.for([
  ["blocked", { outcome: "blocked" }],
  ["gone", { outcome: "gone" }],
  ["unknown", { outcome: "unknown" }],
] as const)(
  "a place that is %s is shown so, and sent to again only when a person asks",
  async ([outcome, delivery]) => {
    const app = await testApp(monday);
    app.teams.next.push(delivery);
    const id = await posted(app, pulse);
    app.setTime("2026-11-23T09:00:00Z");
    await app.work();

    expect(await outcomesOf(app, id)).toEqual([outcome]);
    expect(app.teams.sent).toHaveLength(0);

    const [sending] = await organise(app).sendings(id);
    await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings/${sending?.id}/retries`, {
      placeIds: [channel.id],
    });
    await app.work();
    expect(await outcomesOf(app, id)).toEqual(["sent"]);
    expect(app.teams.sent).toHaveLength(1);
  },
);

test("only what failed can be sent again", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  const [sending] = await organise(app).sendings(id);

  const again = app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings/${sending?.id}/retries`, {
    placeIds: [channel.id],
  });

  await expect(again).rejects.toThrow("nothingToRetry");
});

test("when Teams asks to wait, the card is posted after the wait, once", async () => {
  const app = await testApp(monday);
  app.teams.next.push({ outcome: "later", afterMs: 5000 });
  const id = await posted(app, pulse);
  expect(await outcomesOf(app, id)).toEqual(["queued"]);

  app.setTime("2026-11-23T08:00:06Z");
  await app.work();

  expect(await outcomesOf(app, id)).toEqual(["sent"]);
  expect(app.teams.sent).toHaveLength(1);
});

test("nothing that comes earlier shortens the wait that Teams asked for", async () => {
  const app = await testApp(monday);
  app.teams.next.push({ outcome: "later", afterMs: 60_000 });
  const id = await posted(app, pulse);

  app.setTime("2026-11-23T08:00:30Z");
  await app.work();
  expect(await outcomesOf(app, id)).toEqual(["queued"]);
  app.setTime("2026-11-23T08:01:01Z");
  await app.work();

  expect(await outcomesOf(app, id)).toEqual(["sent"]);
});

test("a sending at a time waits for it", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  await organise(app).send(id, [channel], "2026-11-24T07:00:00Z");
  await app.work();
  expect(await outcomesOf(app, id)).toEqual(["scheduled"]);

  app.setTime("2026-11-24T07:00:05Z");
  await app.work();

  expect(await outcomesOf(app, id)).toEqual(["sent"]);
});

test("a cancelled sending posts nothing, and a survey that nobody has seen is a draft again", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  const { id: sendingId } = await organise(app).send(id, [channel], "2026-11-24T07:00:00Z");

  await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings/${sendingId}/cancellation`);
  app.setTime("2026-11-24T07:00:05Z");
  await app.work();

  expect(app.teams.sent).toEqual([]);
  expect(await outcomesOf(app, id)).toEqual(["cancelled"]);
  expect(await organise(app).view(id)).toMatchObject({ state: "draft", may: { edit: true } });
});

test("a draft with gaps is not sent, and nothing is opened", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write({ ...pulse, title: { sv: "Puls", fi: "", en: "" } });

  await expect(organise(app).send(id)).rejects.toThrow("hasGaps");
  await app.work();

  expect(await organise(app).view(id)).toMatchObject({
    state: "draft",
    gaps: [{ path: "title", language: "fi" }],
  });
  expect(app.teams.sent).toEqual([]);
});

test("a place that the bot does not know is refused", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  await expect(organise(app).send(id, [channel])).rejects.toThrow("unknownPlace");
});

test("where the bot was removed meanwhile, the place is gone", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  await organise(app).send(id, [channel], "2026-11-24T07:00:00Z");
  await app.tell({ kind: "removed", place: channel });

  app.setTime("2026-11-24T07:00:05Z");
  await app.work();

  expect(await outcomesOf(app, id)).toEqual(["gone"]);
});

test("where Teams asks to wait, the card that says closed comes after the wait", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse, [channel, otherChannel]);
  const { update } = app.teams.messenger;
  app.teams.messenger.update = async () => {
    app.teams.messenger.update = update;
    return { outcome: "later", afterMs: 5_000 };
  };

  await organise(app).close(id);
  await app.work();
  expect(app.teams.updated).toHaveLength(1);
  app.setTime("2026-11-23T08:00:06Z");
  await app.work();

  expect(app.teams.updated.map(({ place }) => place.id).toSorted()).toEqual(
    [channel.id, otherChannel.id].toSorted(),
  );
});

test("nothing more is posted once a survey has closed", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  await organise(app).send(id, [channel], "2026-11-27T13:00:00Z");

  app.setTime(saturday);
  await app.work();

  expect(app.teams.sent).toEqual([]);
  expect(await outcomesOf(app, id)).toEqual(["cancelled"]);
});

test("a paused sending posts nothing until it goes on", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  const { id: sendingId } = await organise(app).send(id);
  const pause = `/surveys/${id}/sendings/${sendingId}/pause`;

  await app.ask(anna, ["Organiser"], "POST", pause);
  await app.work();
  expect(app.teams.sent).toEqual([]);
  expect(await organise(app).sendings(id)).toMatchObject([
    { state: "paused", progress: { queued: 1 }, may: { pause: false, resume: true, cancel: true } },
  ]);

  expect(await app.ask(anna, ["Organiser"], "DELETE", pause)).toMatchObject({ state: "sending" });
  await app.work();
  expect(app.teams.sent).toHaveLength(1);
});

test("what was paused when the survey closed does not go on", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write(pulse);
  const { id: sendingId } = await organise(app).send(id);
  const pause = `/surveys/${id}/sendings/${sendingId}/pause`;
  await app.ask(anna, ["Organiser"], "POST", pause);

  await organise(app).close(id);
  await app.work();

  await expect(app.ask(anna, ["Organiser"], "DELETE", pause)).rejects.toThrow("closed");
  expect(app.teams.sent).toEqual([]);
});

test("the sending of one survey gets no places by way of another", async () => {
  const app = await testApp(monday);
  const sendingId = crypto.randomUUID();
  await app.places.remember(channel);
  await app.places.remember(otherChannel);
  const [first, second] = [await organise(app).write(pulse), await organise(app).write(pulse)];
  await organise(app).send(first.id, [channel], null, sendingId);

  await expect(organise(app).send(second.id, [otherChannel], null, sendingId)).rejects.toThrow(
    "unknownSending",
  );
  await expect(
    app.ask(anna, ["Organiser"], "POST", `/surveys/${second.id}/sendings/${sendingId}/cancellation`),
  ).rejects.toThrow("unknownSending");
  await app.work();

  expect(app.teams.sent.map(({ place }) => place.id)).toEqual([channel.id]);
  expect(await organise(app).view(second.id)).toMatchObject({ state: "draft" });
});

test("Teams is asked once who is to see a card refreshed, however many cards come within some minutes", async () => {
  const app = await testApp(monday);
  const { members } = app.teams.messenger;
  let asked = 0;
  app.teams.messenger.members = async (...place) => {
    asked += 1;
    return members(...place);
  };
  app.teams.members.set(channel.id, [{ id: bo.id, userId: "29:bo", name: "Bo" }]);

  await posted(app, { ...pulse, audience: 40 });
  await posted(app, { ...pulse, audience: 40 });

  expect(asked).toBe(1);
  expect(app.teams.sent.map(({ card }) => card.refresh)).toMatchObject([
    { userIds: ["29:bo"] },
    { userIds: ["29:bo"] },
  ]);
});

test("an open survey can be posted to one more channel", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  await app.places.remember(otherChannel);

  await organise(app).send(id, [otherChannel]);
  await app.work();

  const answered = await app.read(
    bo,
    "surveys/answer",
    { survey: id, question: "vecka", value: "3" },
    otherChannel,
  );
  expect(answered).toContain("Tack för ditt svar!");
});

test("a survey that is written by somebody else just then is closed all the same", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.id, [{ id: "1", userId: "29:1", name: "" }]);
  const id = await posted(app, pulse);
  app.setTime("2026-11-23T08:01:00Z");

  await Promise.all([app.work(), organise(app).close(id), organise(app).close(id)]);
  await app.work();

  expect(await organise(app).view(id)).toMatchObject({ state: "released", audience: 1 });
});

async function outcomesOf(app: TestApp, surveyId: string): Promise<Outcome[]> {
  const sendings = await organise(app).sendings(surveyId);
  return sendings.flatMap(({ targets }) => targets.map(({ outcome }) => outcome));
}

test("of two who open a survey at once one is refused, and their sending is never posted", async () => {
  const app = await testApp(monday);
  const organiser = organise(app);
  for (const place of [channel, otherChannel]) await app.places.remember(place);
  const { id } = await organiser.write(pulse);

  const ends = await Promise.allSettled(
    [channel, otherChannel].map((place) => organiser.send(id, [place], null, crypto.randomUUID())),
  );
  app.setTime("2026-11-23T08:00:10Z");
  await app.work();

  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const winner = ends[0]?.status === "fulfilled" ? channel : otherChannel;
  expect(app.teams.sent.map(({ place }) => place.id)).toEqual([winner.id]);
});
