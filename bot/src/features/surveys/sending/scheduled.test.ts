import { beforeEach, expect, test } from "vitest";
import type { SurveyView } from "#features/surveys/contract.ts";
import { anna, bo, channel, otherChannel, type TestApp, testApp } from "#test/harness/harness.ts";
import { friday, monday, organise, posted, pulse } from "#test/harness/surveys.ts";

/* A survey that goes out later, and an open one that closes at another time. */

const tuesday = "2026-11-24T08:00:00.000Z";
const wednesday = "2026-11-25T08:00:00.000Z";
const nextFriday = "2026-12-04T14:00:00.000Z";
const sending = "7e570000-0000-4000-8000-000000000077";

let app: TestApp;
beforeEach(async () => {
  app = await testApp(monday);
  for (const place of [channel, otherChannel]) await app.places.remember(place);
});

async function scheduled(at = tuesday): Promise<string> {
  const { id } = await organise(app).write(pulse);
  await organise(app).send(id, [channel], at, sending);
  return id;
}

const ask = (method: "POST" | "PUT", path: string, input: object = {}) =>
  app.ask(anna, ["Organiser"], method, path, input);
const move = (id: string, at: string) => ask("PUT", `/surveys/${id}/sendings/${sending}/time`, { at });
const closeAt = async (id: string, closesAt: string) =>
  (await ask("PUT", `/surveys/${id}/closing-time`, { closesAt })) as SurveyView;
const row = async (id: string) => {
  const { surveys } = (await app.ask(anna, ["Organiser"], "GET", "/surveys")) as { surveys: SurveyView[] };
  return surveys.find((each) => each.id === id);
};

test("it is called scheduled, in the list and by itself, until its first card goes out", async () => {
  const id = await scheduled();

  expect(await organise(app).view(id)).toMatchObject({
    state: "open",
    scheduledAt: tuesday,
    openedAt: tuesday,
  });
  expect(await row(id)).toMatchObject({ scheduledAt: tuesday });

  await app.at("2026-11-24T08:00:01Z");
  expect(app.teams.sent).toHaveLength(1);
  expect(await organise(app).view(id)).toMatchObject({ scheduledAt: null, openedAt: tuesday });
});

test("one that goes out at once was never scheduled", async () => {
  const id = await posted(app, pulse);

  expect(await organise(app).view(id)).toMatchObject({
    scheduledAt: null,
    openedAt: new Date(monday).toISOString(),
  });
});

test("it is moved, twice the same is once, and it goes out at its new time alone", async () => {
  const id = await scheduled();

  await move(id, wednesday);
  expect(await move(id, wednesday)).toMatchObject({ at: wednesday, state: "scheduled" });
  expect(await organise(app).view(id)).toMatchObject({ scheduledAt: wednesday });

  app.setTime(tuesday);
  await app.work();
  expect(app.teams.sent).toEqual([]);
  app.setTime(wednesday);
  await app.work();
  expect(app.teams.sent).toHaveLength(1);
});

test("cancelled it is a draft again, and its first sending says when it is scheduled where there are several", async () => {
  const id = await scheduled(wednesday);
  await organise(app).send(id, [otherChannel], tuesday);
  expect(await organise(app).view(id)).toMatchObject({ scheduledAt: tuesday });

  await ask("POST", `/surveys/${id}/sendings/${sending}/cancellation`);
  expect(await organise(app).view(id)).toMatchObject({ scheduledAt: tuesday, state: "open" });
  const [other] = (await organise(app).sendings(id)).filter(({ state }) => state === "scheduled");
  await ask("POST", `/surveys/${id}/sendings/${other?.id}/cancellation`);
  expect(await organise(app).view(id)).toMatchObject({ scheduledAt: null, state: "draft" });
});

test("sent to one more place at once, it is open from then on", async () => {
  const id = await scheduled();
  await organise(app).send(id, [otherChannel]);

  expect(await organise(app).view(id)).toMatchObject({
    scheduledAt: null,
    openedAt: new Date(monday).toISOString(),
  });
});

test.for([
  ["sendInPast", "2026-11-23T07:00:00.000Z"],
  ["sendAfterClose", friday],
  ["sendAfterClose", nextFriday],
] as const)("a time that is none is refused with %s, and changes nothing: %s", async ([reason, at]) => {
  const { id } = await organise(app).write(pulse);
  await expect(organise(app).send(id, [channel], at)).rejects.toThrow(reason);
  expect(await organise(app).view(id)).toMatchObject({ state: "draft", places: [] });
  expect(await organise(app).sendings(id)).toEqual([]);

  const planned = await scheduled();
  await expect(move(planned, at)).rejects.toThrow(reason);
  expect(await organise(app).view(planned)).toMatchObject({ scheduledAt: tuesday });
});

test("the same sending once more is no new one, although its time has passed", async () => {
  const id = await scheduled();
  app.setTime(tuesday);
  await app.work();
  app.setTime(wednesday);

  await organise(app).send(id, [channel], tuesday, sending);
  await app.work();

  expect(app.teams.sent).toHaveLength(1);
});

test("what has gone out, or belongs to somebody else, is not moved", async () => {
  const id = await scheduled();
  await expect(
    app.ask(bo, ["Organiser"], "PUT", `/surveys/${id}/sendings/${sending}/time`, { at: wednesday }),
  ).rejects.toThrow("unknownSurvey");
  await expect(
    ask("PUT", `/surveys/${id}/sendings/${crypto.randomUUID()}/time`, { at: wednesday }),
  ).rejects.toThrow("unknownSending");
  app.setTime(tuesday);
  await app.work();

  await expect(move(id, wednesday)).rejects.toThrow("sendingHasBegun");
});

test("an open survey gets more time: its cards say so, answers are taken, and it closes then", async () => {
  const id = await posted(app, pulse);

  expect((await closeAt(id, nextFriday)).draft.closesAt).toBe(nextFriday);
  await closeAt(id, nextFriday);
  await app.work();
  expect(JSON.stringify(app.teams.updated.at(-1)?.card)).toContain("fredag 4 december 2026");

  await app.at("2026-11-28T08:00:00Z");
  expect(await app.read(bo, "surveys/answer", { survey: id, question: "vecka", value: "3" })).toContain(
    "Tack för ditt svar!",
  );
  await app.at(nextFriday);
  await app.at("2026-12-04T14:00:10Z");
  expect((await organise(app).view(id)).state).toBe("released");
});

test("an open survey closes sooner, at its new time", async () => {
  const id = await posted(app, pulse);

  await closeAt(id, wednesday);
  await app.at(wednesday);
  await app.at("2026-11-25T08:00:10Z");

  expect((await organise(app).view(id)).state).toBe("released");
});

test.for([
  ["closesInPast", monday.replace("Z", ".000Z")],
  ["closesTooLate", "2028-11-23T08:00:00.000Z"],
] as const)("a closing time that is none is refused with %s", async ([reason, at]) => {
  const id = await posted(app, pulse);

  await expect(closeAt(id, at)).rejects.toThrow(reason);
  expect((await organise(app).view(id)).draft.closesAt).toBe(friday);
});

test("no survey closes before it is sent, nobody else moves its end, and a draft has none to move", async () => {
  const id = await scheduled(wednesday);
  await expect(closeAt(id, tuesday)).rejects.toThrow("closesBeforeSent");
  await expect(
    app.ask(bo, ["Organiser"], "PUT", `/surveys/${id}/closing-time`, { closesAt: nextFriday }),
  ).rejects.toThrow("unknownSurvey");
  const draft = await organise(app).write(pulse);
  await expect(closeAt(draft.id, nextFriday)).rejects.toThrow("notOpen");
});
