import { expect, test } from "vitest";
import type { Results, SurveyRow, SurveyView } from "#features/surveys/contract.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import { restorableMs } from "#features/surveys/survey/survey.ts";
import type { Role } from "#platform/auth/role.ts";
import { later } from "#platform/jobs/clock.ts";
import { NotFound } from "#platform/refusal.ts";
import type { PlaceView } from "#platform/sending/contract.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Place } from "#platform/teams/turn.ts";
import {
  anna,
  bo,
  channel,
  chat,
  otherChannel,
  respondent,
  stranger,
  type TestApp,
  testApp,
  textsOf,
} from "#test/harness/harness.ts";
import { afterPut } from "#test/harness/slow-store.ts";
import { monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const organiser: Role[] = ["Organiser"];
const admin: Role[] = ["Admin"];

test("a draft is saved whole, and an older version of it is refused", async () => {
  const app = await testApp(monday);
  const first = await organise(app).write(pulse);
  const changed = { ...pulse, title: { sv: "Ny", fi: "Uusi", en: "" } };

  const second = (await app.ask(anna, organiser, "PUT", `/surveys/${first.id}`, {
    version: first.version,
    draft: changed,
  })) as SurveyView;
  const late = app.ask(anna, organiser, "PUT", `/surveys/${first.id}`, {
    version: first.version,
    draft: pulse,
  });

  await expect(late).rejects.toThrow("changedMeanwhile");
  expect(second.draft.title.sv).toBe("Ny");
  expect((await organise(app).view(first.id)).draft).toEqual(changed);
});

test("who wrote a draft last is told by name, and as oneself to who did", async () => {
  const app = await testApp(monday);
  const { id, version } = await organise(app).write(pulse);
  const saved = await app.ask(bo, admin, "PUT", `/surveys/${id}`, { version, draft: pulse });

  expect(saved).toMatchObject({ changedBy: { name: bo.name, mine: true } });
  expect((await organise(app).view(id)).changedBy).toEqual({ name: bo.name, mine: false });
});

test("creating a survey twice with one id makes one", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  await organise(app).write(pulse, id);

  const list = (await app.ask(anna, organiser, "GET", "/surveys")) as { surveys: unknown[] };
  expect(list.surveys).toHaveLength(1);
});

test("somebody else's id can't be taken over", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  const taken = app.ask(bo, organiser, "POST", "/surveys", { id, draft: pulse });

  await expect(taken).rejects.toThrow("unknownSurvey");
});

test("what has been opened can't be edited", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  const { version } = await organise(app).view(id);

  await expect(app.ask(anna, organiser, "PUT", `/surveys/${id}`, { version, draft: pulse })).rejects.toThrow(
    "notDraft",
  );
});

test("a draft is removed and brought back", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  await app.ask(anna, organiser, "DELETE", `/surveys/${id}`);
  await app.ask(anna, organiser, "DELETE", `/surveys/${id}`);
  await expect(organise(app).view(id)).rejects.toThrow("unknownSurvey");
  await app.ask(anna, organiser, "POST", `/surveys/${id}/restoration`);

  expect(await organise(app).view(id)).toMatchObject({ state: "draft" });
});

test("a removed survey is deleted for good after thirty days, and not if it was brought back", async () => {
  const app = await testApp(monday);
  const [kept, gone] = [await organise(app).write(pulse), await organise(app).write(pulse)];
  for (const { id } of [kept, gone]) await app.ask(anna, organiser, "DELETE", `/surveys/${id}`);
  await app.ask(anna, organiser, "POST", `/surveys/${kept.id}/restoration`);

  app.setTime("2026-12-24T08:00:00Z");
  await app.work();

  expect(await organise(app).view(kept.id)).toMatchObject({ state: "draft" });
  const restored = app.ask(anna, organiser, "POST", `/surveys/${gone.id}/restoration`);
  await expect(restored).rejects.toThrow("unknownSurvey");
});

test("an open survey can't be removed", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);

  await expect(app.ask(anna, organiser, "DELETE", `/surveys/${id}`)).rejects.toThrow("notRemovable");
});

test("a copy has the questions and no closing time", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  const copy = (await app.ask(anna, organiser, "POST", `/surveys/${id}/copies`, {
    id: crypto.randomUUID(),
  })) as SurveyView;

  expect(copy).toMatchObject({ state: "draft", draft: { questions: pulse.questions, closesAt: null } });
});

test("where Teams can't be asked, nobody counts as a member, and the list still comes", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  app.teams.messenger.isMember = () => Promise.reject(new Error("unreachable"));

  expect(await app.ask(bo, ["Reader"], "GET", "/surveys")).toEqual({ surveys: [] });
  await expect(app.ask(bo, organiser, "GET", `/surveys/${id}`)).rejects.toThrow("unknownSurvey");
});

test("the preview of a draft without a closing time says nothing of one", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write({ ...pulse, closesAt: null });

  expect(JSON.stringify(await app.ask(anna, organiser, "GET", `/surveys/${id}/cards/sv`))).not.toContain(
    "Stänger",
  );
});

test("the preview is the card that is posted", async () => {
  const app = await testApp(monday);
  const { id } = await organise(app).write(pulse);

  const { card, bytes } = (await app.ask(anna, organiser, "GET", `/surveys/${id}/cards/fi`)) as {
    card: object;
    bytes: number;
  };

  expect(JSON.stringify(card)).toContain("Millainen työviikkosi on ollut?");
  expect(bytes).toBeLessThan(80 * 1024);
});

const asks = [
  ["GET", ""],
  ["PUT", ""],
  ["DELETE", ""],
  ["POST", "/restoration"],
  ["POST", "/copies"],
  ["GET", "/cards/sv"],
  ["POST", "/sendings"],
  ["GET", "/sendings"],
  ["POST", "/closure"],
  ["PUT", "/sharing"],
  ["GET", "/results"],
  ["GET", "/results.csv"],
] as const;

test.for(asks)(
  "%s /surveys/:id%s is as if there were nothing, for an organiser of another team and for another tenant",
  async ([method, path]) => {
    const app = await testApp(monday);
    const id = await posted(app, pulse);
    const { version } = await organise(app).view(id);
    const inputs: Record<string, unknown> = {
      PUT: { version, draft: pulse },
      "POST/copies": { id: crypto.randomUUID() },
      "POST/sendings": { id: crypto.randomUUID(), placeIds: [channel.id], at: null },
      "PUT/sharing": { shared: false },
    };
    const input = inputs[`${method}${path}`];

    await expect(app.ask(bo, organiser, method, `/surveys/${id}${path}`, input)).rejects.toThrow(
      "unknownSurvey",
    );
    await expect(app.ask(stranger, ["Admin"], method, `/surveys/${id}${path}`, input)).rejects.toThrow(
      "unknownSurvey",
    );
    expect(await organise(app).view(id)).toMatchObject({ version, state: "open" });
  },
);

test("being where a survey was sent makes no organiser its organiser", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "" }]);
  const id = await posted(app, pulse);

  await expect(app.ask(bo, organiser, "GET", `/surveys/${id}`)).rejects.toThrow("unknownSurvey");
  await expect(app.ask(bo, organiser, "POST", `/surveys/${id}/closure`)).rejects.toThrow("unknownSurvey");
  const { surveys } = (await app.ask(bo, organiser, "GET", "/surveys")) as { surveys: SurveyRow[] };
  expect(surveys).toMatchObject([
    { id, owner: { name: "Anna", mine: false }, may: { close: false, remove: false, readResults: true } },
  ]);
  expect(await app.ask(bo, ["Admin"], "GET", `/surveys/${id}`)).toMatchObject({ may: { close: true } });
});

/** Released, with one answer, in a channel that Bo is in. */
async function released(app: TestApp, changes: Partial<typeof pulse>): Promise<string> {
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "" }]);
  const id = await posted(app, { ...pulse, ...changes });
  await app.press(respondent(1), "surveys/answer", { survey: id, question: "vecka", value: "4" });
  await organise(app).close(id);
  await app.work();
  return id;
}
const share = (app: TestApp, id: string, shared: boolean, roles = organiser) =>
  app.ask(anna, roles, "PUT", `/surveys/${id}/sharing`, { shared }) as Promise<SurveyView>;

test("respondents see released results only where they are shared, and never names", async () => {
  const app = await testApp(monday);
  const [kept, shared] = [
    await released(app, { kind: "signed", shared: false }),
    await released(app, { kind: "signed", shared: true }),
  ];
  const ask = (id: string) => app.ask(bo, [], "GET", `/surveys/${id}/results`) as Promise<Results>;

  await expect(ask(kept)).rejects.toThrow("unknownSurvey");
  expect((await ask(shared)).release?.signed).toBeNull();
  expect((await organise(app).results(shared)).release?.signed).toEqual([
    { name: "Respondent 1", answers: { vecka: 4 }, groups: {} },
  ]);
});

test.for(["sealed", "live", "signed"] as const)(
  "what the card of a %s survey said is not widened once it is open, by administrators neither",
  async (kind) => {
    const app = await testApp(monday);
    const { id } = await organise(app).write({ ...pulse, kind, shared: false });
    await app.places.remember(channel);
    expect(await share(app, id, true)).toMatchObject({ draft: { shared: true } });
    expect(await share(app, id, false)).toMatchObject({ draft: { shared: false }, may: { share: false } });
    await organise(app).send(id, [channel], "2026-11-24T07:00:00Z");

    for (const [time, state] of [
      [monday, "open"],
      ["2026-11-24T07:00:05Z", "open"],
      ["2026-11-28T08:00:00Z", "released"],
    ] as const) {
      await app.at(time);
      for (const roles of [organiser, admin])
        await expect(share(app, id, true, roles)).rejects.toThrow("sharedTooLate");
      expect(await share(app, id, false)).toMatchObject({ state, may: { share: false } });
    }
  },
);

test("sharing is taken back for good, and every posted card says so", async () => {
  const app = await testApp(monday);
  const id = await released(app, { shared: true });
  const ask = () => app.ask(bo, [], "GET", `/surveys/${id}/results`);
  const cards = () => app.teams.updated.map(({ card }) => textsOf(card).join("\n"));
  await ask();
  expect(cards().at(-1)).toContain("av alla som fick enkäten");

  expect(await share(app, id, false)).toMatchObject({ may: { share: false } });
  await app.work();

  await expect(ask()).rejects.toThrow("unknownSurvey");
  expect(cards().at(-1)).not.toContain("av alla som fick enkäten");
  expect(cards().at(-1)).toContain("Inga andra ser dem.");
  await expect(share(app, id, true)).rejects.toThrow("sharedTooLate");
});

test("a survey that nobody has seen, and is a draft again, may be shared", async () => {
  const app = await testApp(monday);
  await app.places.remember(channel);
  const { id } = await organise(app).write({ ...pulse, shared: false });
  const { id: sending } = await organise(app).send(id, [channel], "2026-11-24T07:00:00Z");
  await app.ask(anna, organiser, "POST", `/surveys/${id}/sendings/${sending}/cancellation`);

  expect(await share(app, id, true)).toMatchObject({ state: "draft", draft: { shared: true } });
});

const privateOne: Place = {
  ...channel,
  id: "19:private@thread.tacv2",
  channelType: "private",
  name: "Privat",
};
const others: Place = { ...chat, id: "a:others", name: "Carita" };
const group: Place = { ...chat, id: "19:lunch@thread.v2", scope: "group", name: "Lunch" };

test("a list asks Teams about each conversation once, and once for all standard channels of a team", async () => {
  const app = await testApp(monday);
  for (const places of [[channel], [channel, otherChannel], [otherChannel, privateOne]])
    await posted(app, pulse, places);
  const asked: string[] = [];
  const { isMember } = app.teams.messenger;
  app.teams.messenger.isMember = (...given) => {
    asked.push(given[1]);
    return isMember(...given);
  };

  expect(await app.ask(bo, ["Reader"], "GET", "/surveys")).toEqual({ surveys: [] });
  expect(asked.toSorted()).toEqual([privateOne.id, channel.teamId].toSorted());
});

test("an organiser is shown those places where they are themselves, and sends to no other", async () => {
  const app = await testApp(monday);
  const all = [channel, otherChannel, privateOne, group, others];
  for (const place of all) await app.places.remember(place);
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "" }]);
  await app.say(bo, "hjälp", chat);
  const { id } = (await app.ask(bo, organiser, "POST", "/surveys", {
    id: crypto.randomUUID(),
    draft: pulse,
  })) as SurveyView;
  const placesFor = async (roles: Role[]) => {
    const { places } = (await app.ask(bo, roles, "GET", "/surveys/places")) as { places: PlaceView[] };
    return places.map((place) => place.id).toSorted();
  };
  const send = (roles: Role[], ...placeIds: string[]) =>
    app.ask(bo, roles, "POST", `/surveys/${id}/sendings`, { id: crypto.randomUUID(), placeIds, at: null });

  expect(await placesFor(organiser)).toEqual([chat.id, channel.id, otherChannel.id].toSorted());
  for (const place of [privateOne, group, others])
    await expect(send(organiser, channel.id, place.id)).rejects.toThrow(new NotFound("unknownPlace"));
  await expect(send(organiser, "19:nowhere@thread.tacv2")).rejects.toThrow(new NotFound("unknownPlace"));
  await app.work();
  expect(app.teams.sent).toEqual([]);

  // Administrators may post in every channel and group chat; a personal chat is its person's.
  expect(await placesFor(["Admin"])).toEqual(
    [chat, channel, otherChannel, privateOne, group].map((place) => place.id).toSorted(),
  );
  await expect(send(["Admin"], others.id)).rejects.toThrow("unknownPlace");
  await send(["Admin"], privateOne.id);
  await app.work();
  expect(app.teams.sent.map(({ place }) => place.id)).toEqual([privateOne.id]);
});

test("the table holds every published figure and nothing that a spreadsheet would run", async () => {
  const app = await testApp(monday);
  const id = await posted(app, { ...pulse, title: { sv: "=1+1", fi: "=1+1", en: "" } });
  for (let number = 0; number < 12; number++) {
    await app.press(respondent(number), "surveys/answer", {
      survey: id,
      question: "vecka",
      value: String((number % 4) + 1),
    });
  }
  await organise(app).close(id);
  await app.work();

  const { text, fileName } = (await app.ask(anna, organiser, "GET", `/surveys/${id}/results.csv`)) as {
    text: string;
    fileName: string;
  };

  expect(fileName).toMatch(/^kommunpuls-2026-11-23-[0-9a-f]{8}\.csv$/);
  expect(text).toMatch(/^\uFEFFEnkät;Enkätens typ;Öppnades;Stängdes;Räknades;Svarade;Inbjudna;Svarsprocent;/);
  expect(text).toContain(";Hur har din arbetsvecka varit?;Alla;Medeltal;;;;2,5;");
  expect(text).toContain(";Andel;1;3;25;;");
  expect(text).toContain("\r\n'=1+1;Anonym efter stängning;");
});

test("a survey that was removed goes for good, also where writing that down took a moment", async () => {
  let app: TestApp | undefined;
  const store = afterPut(await openEmbedded(":memory:"), "due", () => {
    if (app) app.setTime(later(app.clock.now(), 5).toISOString());
  });
  app = await testApp(monday, store);
  const { id } = await organise(app).write(pulse);
  const removedAt = app.clock.now();
  await app.ask(anna, organiser, "DELETE", `/surveys/${id}`);

  // As soon as the work comes due, and later.
  for (const ms of [1, 10_000]) {
    app.setTime(later(removedAt, restorableMs + ms).toISOString());
    await app.work();
  }
  await expect(surveyStore(app.store.tables).find(anna.tenantId, id)).rejects.toThrow("unknownSurvey");
});
