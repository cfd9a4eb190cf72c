import { expect, test } from "vitest";
import { anna, bo, channel, otherChannel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { monday, organise } from "#test/harness/surveys.ts";
import type { Starting } from "./starting.ts";

const id = "5f0f0d3a-7c1e-4a55-8b6a-3d2c1b0a9e87";
const wish: Starting = {
  id,
  tenantId: anna.tenantId,
  owner: { id: anna.id, name: anna.name },
  templateId: "efter-kaffet",
  title: {
    sv: "Efter Veckokaffe 23.11.2026",
    fi: "Viikkokahvien jälkeen 23.11.2026",
    en: "After Weekly coffee",
  },
  placeIds: [channel.id, otherChannel.id],
  closesAt: new Date("2026-11-30T14:00:00Z"),
  languages: ["sv", "fi", "en"],
};

test("the two questions after the coffee are made, opened and sent, in the languages of the coffee", async () => {
  const app = await arranged();

  await start(app);
  await app.work();

  expect(await organise(app).view(id)).toMatchObject({
    state: "open",
    draft: { languages: ["sv", "fi", "en"], closesAt: "2026-11-30T14:00:00.000Z" },
    owner: { mine: true },
    gaps: [],
  });
  expect(app.teams.sent.map(({ place }) => place.id).toSorted()).toEqual(
    [otherChannel.id, channel.id].toSorted(),
  );
  const { draft } = await organise(app).view(id);
  expect(draft.questions.map(({ text }) => text.sv)).toEqual([
    "Hur stor nytta hade du av träffen?",
    "Vilket tema vill du höra om nästa gång?",
  ]);
  const [first] = app.teams.sent;
  expect(first && textsOf(first.card)).toContain("Efter Veckokaffe 23.11.2026");
});

test("asked for again, also at once and later, there is one survey, sent once", async () => {
  const app = await arranged();

  await Promise.allSettled([start(app), start(app)]);
  await start(app);
  await app.work();
  await start(app);
  await app.work();

  expect(app.teams.sent).toHaveLength(2);
  expect(await organise(app).sendings(id)).toHaveLength(1);
});

test("what an organiser has cancelled, closed or removed is not started again", async () => {
  const app = await arranged();
  await start(app);
  await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings/${id}/cancellation`);
  await start(app);
  await app.work();
  expect(await organise(app).view(id)).toMatchObject({ state: "draft" });

  await app.ask(anna, ["Organiser"], "DELETE", `/surveys/${id}`);
  await start(app);
  await app.work();

  expect(app.teams.sent).toEqual([]);
});

test("it goes to the places that are still there, and nowhere once it would be closed", async () => {
  const app = await arranged();
  await app.tell({ kind: "removed", place: otherChannel });

  await start(app);
  await app.work();
  await start(app, { id: crypto.randomUUID(), closesAt: new Date(monday) });
  await start(app, { id: crypto.randomUUID(), placeIds: [otherChannel.id] });
  await app.work();

  expect(app.teams.sent.map(({ place }) => place.id)).toEqual([channel.id]);
});

test("the survey of somebody else is not taken over, and a long title is cut to what fits", async () => {
  const app = await arranged();
  await start(app, { title: { ...wishedTitle, sv: "x".repeat(200) } });

  await expect(start(app, { owner: { id: bo.id, name: bo.name } })).rejects.toThrow("unknownSurvey");
  expect((await organise(app).view(id)).draft.title.sv).toHaveLength(120);
});

const wishedTitle = { sv: "", fi: "Kahvien jälkeen", en: "After the coffee" };

async function arranged(): Promise<TestApp> {
  const app = await testApp(monday);
  for (const place of [channel, otherChannel]) await app.places.remember(place);
  return app;
}

function start(app: TestApp, changes: Partial<Starting> = {}): Promise<void> {
  const feature = app.features.find((each) => "start" in each);
  if (!feature || !("start" in feature)) throw new Error("Surveys can't be started.");
  return feature.start({ ...wish, ...changes });
}
