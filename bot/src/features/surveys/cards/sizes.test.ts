import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Background,
  type Draft,
  limits,
  type Question,
  thresholds,
} from "#features/surveys/contract.ts";
import { gapsIn } from "#features/surveys/survey/gaps.ts";
import { byteLimit, fitsCard, pages } from "#features/surveys/survey/pages.ts";
import { byRole, draftOf, inAll, role, trust } from "#features/surveys/survey/testing.ts";
import { cardBytes, mostCardBytes } from "#platform/teams/card.ts";
import { anna, bo, channel, testApp } from "#test/harness/harness.ts";
import { coffee, monday, organise, posted } from "#test/harness/surveys.ts";
import { pageCard, surveyCard } from "./card.ts";

const now = new Date(monday);
const context = {
  locale: "fi" as const,
  t: (key: string) => `${key} ${"ord ".repeat(20)}`,
  tabLink: () => "https://tab.example",
};
const surveyOf = (draft: Draft) => ({
  id: crypto.randomUUID(),
  tenantId: anna.tenantId,
  owner: anna,
  version: "1",
  draft,
  thresholds,
  audience: null,
  placeIds: [],
  createdAt: now,
  changedAt: now,
});

const groups = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `g${at}`, text: inAll(`${at} `.padEnd(length, "å")) }));
const background = (at: number, count: number, length: number): Background => ({
  id: `b${at}`,
  text: inAll("Mistä kunnasta olet?"),
  choices: groups(count, length),
});

/** Up to the contract's limits in every direction. */
const anyQuestion = fc.record({
  type: fc.constantFrom("scale", "text", "multiple", "single", "change", "recommend"),
  length: fc.integer({ min: 1, max: limits.questionLength }),
  count: fc.integer({ min: 2, max: limits.choices }),
  choice: fc.integer({ min: 4, max: limits.choiceLength }),
});
const anyDraft = fc
  .record({
    questions: fc.array(anyQuestion, { minLength: 1, maxLength: limits.questions }),
    backgrounds: fc.array(
      fc.record({
        count: fc.integer({ min: 2, max: limits.groups }),
        length: fc.integer({ min: 4, max: limits.choiceLength }),
      }),
      { maxLength: limits.backgrounds },
    ),
    intro: fc.integer({ min: 0, max: limits.introLength }),
  })
  .map(({ questions, backgrounds, intro }) => {
    let texts = 0;
    const made = questions.map(({ type, length, count, choice }, at): Question => {
      const asked = { id: `q${at}`, text: inAll("k".repeat(length)), required: true, dontKnow: false };
      if (type === "text" && ++texts <= limits.textQuestions) return { ...asked, type };
      if (type === "single" || type === "multiple") return { ...asked, type, choices: groups(count, choice) };
      if (type === "change" || type === "recommend") return { ...asked, type };
      return { ...trust, ...asked };
    });
    return draftOf(made, {
      closesAt: "2026-12-24T14:00:00Z",
      intro: inAll("*".repeat(intro)),
      backgrounds: backgrounds.map(({ count, length }, at) => background(at, count, length)),
    });
  });

/** As much as can be entered: every text to its end, every choice of several. */
const fullyEntered = ({ questions }: Draft) =>
  Object.fromEntries(
    questions.map((question) => [
      question.id,
      question.type === "text"
        ? "å".repeat(limits.commentLength)
        : question.type === "multiple"
          ? question.choices.map(({ id }) => id).join(",")
          : "-",
    ]),
  );

test("a survey without gaps has no card or page that Teams would refuse, whatever is entered", () => {
  let refused = 0;
  fc.assert(
    fc.property(anyDraft, (draft) => {
      if (gapsIn(draft, now).length > 0) {
        refused++;
        return;
      }
      const survey = surveyOf(draft);
      const entered = fullyEntered(draft);
      for (const [at] of pages(draft).entries())
        expect(
          cardBytes(pageCard(survey, context, at, entered, { error: "fel ".repeat(60) })),
        ).toBeLessThanOrEqual(mostCardBytes);
      expect(
        cardBytes(surveyCard(survey, context, entered, { error: "fel ".repeat(60) })),
      ).toBeLessThanOrEqual(mostCardBytes);
    }),
    { numRuns: 150, seed: 11 },
  );
  // Else the rule would have been kept by refusing everything.
  expect(refused).toBeLessThan(110);
});

test("lists as long as people have them go out: three with a name for every municipality, on a page each where needed", () => {
  const draft = byRole([trust], {
    backgrounds: [0, 1, 2].map((at) => background(at, 310, 40)),
    segmentBy: "b0",
  });

  expect(gapsIn(draft, now)).toEqual([]);
  expect(pages(draft).map((page) => page.map(({ id }) => id))).toEqual([["trust", "b0"], ["b1"], ["b2"]]);
  expect(fitsCard(draft)).toBe(false);
});

test("a list that no card can hold is a gap that names it", () => {
  const draft = byRole([trust], { backgrounds: [role, background(1, 400, 100)] });

  expect(gapsIn(draft, now)).toEqual([{ path: "backgrounds.1.choices", language: null, reason: "tooLarge" }]);
});

test("a draft that is too large is previewed all the same, and is not sent", async () => {
  const app = await testApp(monday);
  const draft = {
    ...coffee,
    questions: coffee.questions.slice(0, 1),
    backgrounds: [background(1, 400, 120)],
  };
  const { id, gaps } = await organise(app).write(draft);

  expect(gaps).toContainEqual({ path: "backgrounds.0.choices", language: null, reason: "tooLarge" });
  await expect(app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/cards/sv`)).resolves.toMatchObject({
    language: "sv",
  });
  await app.places.remember(channel);
  await expect(organise(app).send(id)).rejects.toThrow("hasGaps");
});

test("the rule counts with what the platform refuses", () => {
  expect(byteLimit).toBe(mostCardBytes);
});

test("however many surveys are open in a place, they are listed: those that close first", async () => {
  const app = await testApp(monday);
  const draft = { ...coffee, title: { sv: "*".repeat(120), fi: "*".repeat(120), en: "*".repeat(120) } };
  for (let at = 0; at < 25; at++)
    await posted(app, {
      ...draft,
      closesAt: new Date(Date.parse("2026-12-24") - at * 86_400_000).toISOString(),
    });

  const said = await app.say(bo, "enkäter", channel);

  expect(said.match(/Svara/g)).toHaveLength(20);
  expect(said).toContain("Här är de 20 enkäter som stänger först.");
  expect(said.indexOf("30 november")).toBeGreaterThan(0);
  expect(said).not.toContain("24 december");
});
