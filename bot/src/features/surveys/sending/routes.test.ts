import { expect, test } from "vitest";
import type { Results, SurveyView } from "#features/surveys/contract.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import { restorableMs } from "#features/surveys/survey/survey.ts";
import type { Role } from "#platform/auth/role.ts";
import { later } from "#platform/jobs/clock.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { anna, bo, channel, respondent, stranger, type TestApp, testApp } from "#test/harness/harness.ts";
import { afterPut } from "#test/harness/slow-store.ts";
import { monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const organiser: Role[] = ["Organiser"];

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

test("an organiser who belongs to the team sees its surveys", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "" }]);
  const id = await posted(app, pulse);

  expect(await app.ask(bo, organiser, "GET", `/surveys/${id}`)).toMatchObject({
    owner: { mine: false },
    may: { close: true },
  });
});

test("respondents see released results only where they are shared, and never names", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "" }]);
  const id = await posted(app, { ...pulse, kind: "signed", shared: false });
  await app.press(respondent(1), "surveys/answer", { survey: id, question: "vecka", value: "4" });
  await organise(app).close(id);
  await app.work();
  const ask = () => app.ask(bo, [], "GET", `/surveys/${id}/results`) as Promise<Results>;

  await expect(ask()).rejects.toThrow("unknownSurvey");
  await app.ask(anna, organiser, "PUT", `/surveys/${id}/sharing`, { shared: true });

  expect((await ask()).release?.signed).toBeNull();
  expect((await organise(app).results(id)).release?.signed).toEqual([
    { name: "Respondent 1", answers: { vecka: 4 }, groups: {} },
  ]);
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
