import { expect, test } from "vitest";
import type { Draft, SurveyView } from "#features/surveys/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { anna, channel, otherChannel, type TestApp, testApp } from "#test/harness/harness.ts";
import { coffee, customerSurvey, monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const live: Draft = { ...pulse, kind: "live" };
const signed: Draft = { ...pulse, kind: "signed" };

test.for([
  ["sealed", { ...pulse, kind: "sealed" }, "fewCanAnswer"],
  ["live", live, "fewCanAnswer"],
  ["with a text question", coffee, "fewCanAnswerTexts"],
] as const)(
  "a survey that is %s and that nine can answer is refused before anybody sees it",
  async ([, draft, reason]) => {
    const { app, id } = await written(draft, [4, 5]);

    const refused = await send(app, id).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ reason, values: { count: 9, least: 10 } });
    await app.work();
    expect(app.teams.sent).toEqual([]);
    expect(await organise(app).view(id)).toMatchObject({ state: "draft", may: { edit: true } });
  },
);

test("it goes out once an organiser has said that it may, with the same sending", async () => {
  const { app, id } = await written(pulse, [9]);
  const sendingId = crypto.randomUUID();
  await expect(send(app, id, [channel], sendingId)).rejects.toThrow("fewCanAnswer");

  await organise(app).send(id, [channel], null, sendingId, true);
  await app.work();

  expect(app.teams.sent).toHaveLength(1);
});

test("nobody is warned of ten, of names, of what Teams does not tell, nor of an open survey's further channel", async () => {
  const ten = await written(pulse, [4, 6]);
  await send(ten.app, ten.id);
  const named = await written(signed, [3]);
  await send(named.app, named.id, [channel]);
  const unknown = await written(pulse, []);
  await send(unknown.app, unknown.id);
  const nobody = await written(pulse, [0, 0]);
  await send(nobody.app, nobody.id);

  const { app, id } = await written(pulse, [3]);
  await organise(app).send(id, [channel]);
  await send(app, id, [otherChannel]);
  for (const each of [ten, named, unknown, nobody, { app, id }])
    expect(await organise(each.app).view(each.id)).toMatchObject({ state: "open" });
});

test("a number that is written goes before the channel's, and too small a one is a gap", async () => {
  const { app, id } = await written({ ...live, audience: 40 }, [3]);
  await send(app, id, [channel]);
  expect(await organise(app).view(id)).toMatchObject({ state: "open" });

  for (const kind of ["sealed", "live"] as const) {
    const few = await organise(app).write({ ...customerSurvey, kind, audience: 9 });
    expect(few.gaps).toEqual([{ path: "audience", language: null, reason: "tooFewAsked" }]);
  }
  expect((await organise(app).write({ ...signed, audience: 3 })).gaps).toEqual([]);
});

test("people who are in several of the channels are counted once, and no more are asked for than are needed", async () => {
  const { app, id } = await written(pulse, [6, 0]);
  const asked: number[] = [];
  const { members } = app.teams.messenger;
  app.teams.messenger.members = async (place, most) => {
    asked.push(most);
    return members(place, most);
  };
  app.teams.members.set(otherChannel.id, people(0, 8));

  await expect(send(app, id)).rejects.toMatchObject({ values: { count: 8 } });
  expect(asked).toEqual([10, 10]);
});

test.for([
  ["sv", "För få kan svara på enkäten: 9."],
  ["fi", "Mahdollisia vastaajia on liian vähän: 9."],
  ["en", "Too few people can answer the survey: 9."],
] as const)("how many they are is said in %s", async ([language, said]) => {
  const { app, id } = await written(coffee, [9]);
  const texts = app.features.find(({ name }) => name === "surveys")?.in[language];

  const refused = (await send(app, id, [channel]).catch((error: unknown) => error)) as Refusal;

  expect(texts?.(refused.reason, refused.values)).toMatch(new RegExp(`^${said.replaceAll(".", "\\.")} .*10`));
});

test("a survey goes on as it did once it is out, with the coffee's too", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.id, people(0, 4));

  const id = await posted(app, pulse);

  expect(await organise(app).view(id)).toMatchObject({ state: "open" } satisfies Partial<SurveyView>);
});

/** A draft, and so many members in each of the channels, all different. */
async function written(draft: Draft, members: readonly number[]) {
  const app = await testApp(monday);
  let from = 0;
  for (const [at, place] of [channel, otherChannel].entries()) {
    await app.places.remember(place);
    const count = members[at];
    if (count === undefined) continue;
    app.teams.members.set(place.id, people(from, count));
    from += count;
  }
  const { id } = await organise(app).write(draft);
  return { app, id };
}

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `p${from + at}`, userId: `29:${from + at}`, name: "" }));

/** As the tab asks at first: nothing is said of how few may answer. */
const send = (
  app: TestApp,
  id: string,
  places = [channel, otherChannel],
  sendingId: string = crypto.randomUUID(),
) =>
  app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings`, {
    id: sendingId,
    placeIds: places.map((place) => place.id),
    at: null,
  });
