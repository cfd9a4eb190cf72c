import { expect, test } from "vitest";
import { anna, bo, channel, otherChannel, respondent, stranger, testApp, type TestApp } from "../../../test/harness.ts";
import type { Draft, Results, SendingView, SurveyView } from "./contract.ts";
import { template } from "./templates.ts";

const monday = "2026-11-23T08:00:00Z";
const friday = "2026-11-27T14:00:00.000Z";
const pulse = { ...template("veckopuls").draft, closesAt: friday };

test("a pulse is posted, answered with one tap, changed, closed and counted", async () => {
  const app = await testApp(monday);
  const { id } = await sendSurvey(app, pulse);
  expect(app.teams.sent).toHaveLength(1);

  const thanks = await app.read(bo, "surveys/answer", { survey: id, language: "sv", question: "vecka", value: "2" });
  expect(thanks).toContain("Tack för ditt svar!");
  expect(thanks).toContain("Du svarade: 2");
  await app.read(bo, "surveys/answer", { survey: id, language: "sv", question: "vecka", value: "5" });
  for (let number = 1; number <= 6; number++) {
    await app.press(respondent(number), "surveys/answer", { survey: id, question: "vecka", value: "4" });
  }
  await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/closure`);
  await app.work();

  const results = (await app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/results`)) as Results;
  expect(results.state).toBe("released");
  expect(results.release?.respondents).toBe(7);
  expect(results.release?.questions[0]?.total).toMatchObject({ shown: true, n: 7, mean: { value: 4.1 } });
  expect(await rowsOf(app, "ballots", id)).toBe(0);
  expect(app.keys.names()).toEqual([]);
  expect(JSON.stringify(app.teams.updated[0]?.card)).toContain("Enkäten är stängd");
});

async function sendSurvey(app: TestApp, draft: Draft, places = [channel]) {
  const id = crypto.randomUUID();
  for (const place of places) await app.places.remember(place);
  await app.ask(anna, ["Organiser"], "POST", "/surveys", { id, draft });
  const sending = { id: crypto.randomUUID(), placeIds: places.map((place) => place.id), at: null };
  await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings`, sending);
  await app.work();
  return { id, sendingId: sending.id };
}

async function rowsOf(app: TestApp, table: string, surveyId: string): Promise<number> {
  let rows = 0;
  for (const bucket of "0123456789abcdef") {
    for await (const _ of app.store.tables.open(table).list(`${anna.tenantId}|${surveyId}|${bucket}`)) rows++;
  }
  return rows;
}
