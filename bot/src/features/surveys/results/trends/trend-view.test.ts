import { expect, test } from "vitest";
import type { Draft } from "#features/surveys/contract.ts";
import { releaseStore } from "#features/surveys/results/stored/release-store.ts";
import { surveyAccess, type Viewer } from "#features/surveys/survey/access.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import { anna, bo, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { friday, monday, organise, posted, pulse } from "#test/harness/surveys.ts";
import { changesBetweenSurveys } from "./trend-view.ts";

const organiser: Viewer = { ...anna, roles: ["Organiser"] };

test("the pulse of this week is compared with last week's, by the means of their releases", async () => {
  const app = await testApp(monday);
  // Mean 3.0 ± 0.5 of ten, then 4.5 ± 0.4.
  await held(app, pulse, [2, 2, 3, 3, 3, 3, 3, 3, 4, 4]);
  app.setTime("2026-11-24T08:00:00Z");
  await held(
    app,
    { ...pulse, title: { sv: "Puls 2", fi: "Pulssi 2", en: "Pulse 2" } },
    [4, 4, 4, 4, 4, 5, 5, 5, 5, 5],
  );

  expect(await changes(app, organiser)).toEqual([
    {
      surveyTitle: { sv: "Puls 2", fi: "Pulssi 2", en: "Pulse 2" },
      question: pulse.questions[0]?.text,
      before: 3,
      after: 4.5,
      unit: "mean",
      isCertain: true,
    },
  ]);
});

test("who may not see the results is told of no changes, and reads none in another tenant", async () => {
  const app = await testApp(monday);
  await held(app, pulse, [1, 1, 2, 2, 3]);
  await held(app, pulse, [5, 5, 4, 4, 3]);

  expect(await changes(app, organiser)).toHaveLength(1);
  expect(await changes(app, { ...bo, roles: ["Organiser"] })).toEqual([]);
  expect(await changes(app, { ...organiser, tenantId: "another" })).toEqual([]);
});

test("neither a question asked in other words nor one asked once has changed", async () => {
  const app = await testApp(monday);
  const [question] = pulse.questions;
  if (!question) throw new Error("The pulse has no question.");
  const other = { ...question, text: { ...question.text, sv: "Hur mår du?" } };
  await held(app, pulse, [1, 1, 2, 2, 3]);
  await held(app, { ...pulse, questions: [other] }, [5, 5, 4, 4, 3]);

  expect(await changes(app, organiser)).toEqual([]);
});

test("what was released longer ago than a quarter of a year is no news", async () => {
  const app = await testApp(monday);
  await held(app, pulse, [1, 1, 2, 2, 3]);
  await held(app, pulse, [5, 5, 4, 4, 3]);

  app.setTime("2027-02-20T08:00:00Z");
  expect(await changes(app, organiser)).toHaveLength(1);
  app.setTime("2027-02-25T08:00:00Z");
  expect(await changes(app, organiser)).toEqual([]);
});

/** A survey that was answered, closed and counted. */
async function held(app: TestApp, draft: Draft, values: number[]) {
  const id = await posted(app, { ...draft, closesAt: friday });
  for (const [number, value] of values.entries())
    await app.press(respondent(number), "surveys/answer", {
      survey: id,
      question: "vecka",
      value: String(value),
    });
  await organise(app).close(id);
  await app.work();
}

function changes(app: TestApp, viewer: Viewer) {
  const { tables } = app.store;
  const access = surveyAccess({ isInOne: async () => false });
  const ask = changesBetweenSurveys({
    store: surveyStore(tables),
    releases: releaseStore(tables),
    access,
    clock: app.clock,
  });
  return ask(viewer.tenantId, viewer);
}
