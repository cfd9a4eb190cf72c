import { beforeEach, expect, test } from "vitest";
import type { Draft } from "#features/surveys/contract.ts";
import { bo, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { coffee, customerSurvey, monday, posted, pulse } from "#test/harness/surveys.ts";

/* Somebody presses one of the card's languages: they see where they are in that language, with what they entered. */

const all: Draft["languages"] = ["sv", "fi", "en"];
const [scale, comment] = coffee.questions;
if (!scale || !comment) throw new Error("The survey has changed.");
const form: Draft = { ...coffee, languages: all, questions: [{ ...scale, required: true }, comment] };

let app: TestApp;
beforeEach(async () => {
  app = await testApp(monday);
});

const textsIn = (reply: object) => textsOf(Object(reply).card).join("\n");

type Data = Record<string, unknown>;

/** Presses the button of a language on what was last shown, with the inputs as they stand. */
async function turnTo(language: "sv" | "fi" | "en", shown: unknown, inputs: Data = {}) {
  const { verb, data } = languageButton(shown, language);
  return app.press(bo, String(verb), { ...data, ...inputs });
}

function languageButton(shown: unknown, language: string): { verb?: string; data: Data } {
  const found = nodesOf(shown).find(
    ({ type, data }) => String(type).startsWith("Action.") && Object(data).language === language,
  );
  if (!found) throw new Error(`There is no button for ${language}.`);
  return { verb: String(found.verb), data: Object(found.data) };
}

function nodesOf(node: unknown): Data[] {
  if (typeof node !== "object" || node === null) return [];
  return [node as Data, ...Object.values(node).flatMap(nodesOf)];
}

const inputsOf = (shown: unknown): Data =>
  Object.fromEntries(
    nodesOf(shown)
      .filter(({ type }) => String(type).startsWith("Input."))
      .map(({ id, value }) => [String(id), value]),
  );

test("a form keeps what was entered, and asks for nothing that is missing", async () => {
  const survey = await posted(app, form);
  const begun = await app.press(bo, "surveys/show", { survey, language: "sv" });

  const finnish = await turnTo("fi", begun, { "q:nytta": "", "q:tema": "Lånord" });
  const english = await turnTo("en", finnish, inputsOf(finnish));

  expect(inputsOf(finnish)).toEqual({ "q:nytta": "", "q:tema": "Lånord" });
  expect(textsIn(finnish)).toContain("Anonyymi sulkemisen jälkeen");
  expect(textsIn(finnish)).not.toContain("pakollinen");
  expect(inputsOf(english)).toEqual({ "q:nytta": "", "q:tema": "Lånord" });
  // A client that checks inputs would hold the button until they are filled in.
  expect(nodesOf(begun).filter(({ isRequired }) => isRequired === true)).toEqual([]);
});

test("a text that is too long is kept too", async () => {
  const survey = await posted(app, form);
  const text = "a".repeat(4_001);

  const finnish = await turnTo("fi", await app.press(bo, "surveys/show", { survey }), { "q:tema": text });

  expect(inputsOf(finnish)["q:tema"]).toBe(text);
});

test("who changes an answer stays in the form, and is told again that it replaces the first", async () => {
  const survey = await posted(app, form);
  const thanks = await app.press(bo, "surveys/answer", { survey, "q:nytta": "4", "q:tema": "Lånord" });
  const change = nodesOf(thanks).find(({ verb }) => verb === "surveys/change");

  const begun = await app.press(bo, "surveys/change", change?.data);
  const finnish = await turnTo("fi", begun, { "q:nytta": "2", "q:tema": "" });
  const refused = await app.press(bo, "surveys/answer", {
    ...Object(nodesOf(finnish).find(({ verb }) => verb === "surveys/answer")?.data),
    "q:nytta": "",
    "q:tema": "Te",
  });
  const english = await turnTo("en", refused, inputsOf(refused));

  expect(inputsOf(begun)).toEqual({ "q:nytta": "4", "q:tema": "Lånord" });
  expect(inputsOf(finnish)).toEqual({ "q:nytta": "2", "q:tema": "" });
  expect(textsIn(finnish)).toContain("Olet jo vastannut.");
  expect(textsIn(refused)).toContain("Olet jo vastannut.");
  expect(inputsOf(english)).toEqual({ "q:nytta": "", "q:tema": "Te" });
  expect(textsIn(english)).toContain("You have already answered.");
});

test("a pulse that is being changed still asks, in the other language", async () => {
  const survey = await posted(app, { ...pulse, languages: all });
  await app.press(bo, "surveys/answer", { survey, question: "vecka", value: "4" });
  const begun = await app.press(bo, "surveys/change", { survey, language: "sv" });

  expect(textsIn(await turnTo("fi", begun))).toContain("Millainen työviikkosi on ollut?");
});

test("thanks keep what was answered, and a change begins with it", async () => {
  const survey = await posted(app, { ...pulse, languages: all });
  const thanks = await app.press(bo, "surveys/answer", { survey, question: "vecka", value: "4" });

  const finnish = await turnTo("fi", thanks);
  const english = await turnTo("en", finnish);

  expect(textsIn(finnish)).toContain("Vastasit: 4");
  expect(textsIn(english)).toContain("You answered: 4");
});

test("thanks on another screen do not tell an answer that has been changed since", async () => {
  const survey = await posted(app, form);
  const old = await app.press(bo, "surveys/answer", { survey, "q:nytta": "4", "q:tema": "Lånord" });
  await app.press(bo, "surveys/answer", { survey, "q:nytta": "1", "q:tema": "Te" });

  const change = nodesOf(old).find(({ verb }) => verb === "surveys/change");
  const begun = await app.press(bo, "surveys/change", change?.data);
  const finnish = await turnTo("fi", old);

  expect(inputsOf(begun)).toEqual({ "q:nytta": "", "q:tema": "" });
  expect(textsIn(begun)).toContain("Du har redan svarat.");
  expect(textsIn(finnish)).toContain("Kiitos vastauksestasi!");
  expect(JSON.stringify(finnish)).not.toContain("Lånord");
});

test.for([
  ["the first page", {}, { "q:utveckling": "same", "q:fortroende": "" }],
  [
    "a later one",
    { page: 0, go: "next", "q:utveckling": "same", "q:fortroende": "5" },
    { "q:viktig-natverk": "4" },
  ],
] as const)(
  "%s of a dialog keeps what was entered, and what was entered before it",
  async ([, way, inputs]) => {
    const survey = await posted(app, { ...customerSurvey, languages: all });
    const shown = await app.page(bo, "surveys/page", { survey, language: "sv", ...way });
    const { data } = languageButton(shown, "fi");

    const finnish = await app.page(bo, "surveys/page", { ...data, ...inputs });

    expect(nodesOf(shown).filter(({ isRequired }) => isRequired === true)).toEqual([]);
    expect(inputsOf(finnish)).toMatchObject(inputs);
    expect(Object.keys(inputsOf(finnish))).toEqual(Object.keys(inputsOf(shown)));
    expect(textsIn(finnish)).toContain("Sivu");
    const given = languageButton(finnish, "en").data.given;
    expect(JSON.parse(String(given))).toMatchObject(
      Object.fromEntries(
        Object.entries({ ...way, ...inputs }).flatMap(([id, value]) =>
          id.startsWith("q:") ? [[id.slice(2), value]] : [],
        ),
      ),
    );
  },
);

test("forged data of a language button changes nothing, and tells nobody's answer", async () => {
  const survey = await posted(app, form);
  const { receipt } = { receipt: "0000-0000" };
  for (const given of ["{", '{"nytta":"99"}', '{"__proto__":"1"}', '{"nytta":{}}'])
    expect(
      textsIn(
        await app.press(bo, "surveys/show", { survey, language: "fi", at: "thanks", given, of: receipt }),
      ),
    ).toContain("Anonyymi sulkemisen jälkeen");
  await expect(app.read(bo, "surveys/show", { survey, at: "elsewhere" })).resolves.toContain("för gammalt");
});
