import { expect, test } from "vitest";
import { running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { friday, monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const path = `/coffee/series/${seriesId}/sessions/2027-01-14`;
const secondTitle = { sv: "Puls 2", fi: "Pulssi 2", en: "Pulse 2" };

test("the agenda proposal has what changed most between two surveys, and the most voted questions", async () => {
  const app = await testApp(monday);
  const organiser = await running(app, {}, [channel], [anna, bo]);
  await released(app, pulse.title, [2, 2, 3, 3, 3, 3, 3, 3, 4, 4]);
  app.setTime("2026-11-24T08:00:00Z");
  await released(app, secondTitle, [4, 4, 4, 4, 4, 5, 5, 5, 5, 5]);
  for (const text of ["Vem?", "När?", "Var?", "Vad kostar det?"]) {
    const id = crypto.randomUUID();
    await app.ask(bo, [], "POST", `${path}/questions`, { id, text, anonymous: true });
    if (text === "Vad kostar det?")
      await app.ask(anna, [], "PUT", `${path}/questions/${id}/vote`, { voted: true });
  }

  expect(await organiser.ask("GET", `${path}/agenda`)).toEqual({
    changes: [
      {
        surveyTitle: secondTitle,
        question: pulse.questions[0]?.text,
        before: 3,
        after: 4.5,
        unit: "mean",
        isCertain: true,
      },
    ],
    questions: [{ text: "Vad kostar det?", votes: 1 }, expect.anything(), expect.anything()],
  });
  await expect(app.ask(bo, ["Reader"], "GET", `${path}/agenda`)).rejects.toThrow("403");
});

/** The pulse of a week, answered, closed and counted. */
async function released(app: TestApp, title: typeof secondTitle, values: number[]) {
  const survey = await posted(app, { ...pulse, title, closesAt: friday });
  for (const [number, value] of values.entries())
    await app.press(respondent(number), "surveys/answer", {
      survey,
      question: "vecka",
      value: String(value),
    });
  await organise(app).close(survey);
  await app.work();
}
