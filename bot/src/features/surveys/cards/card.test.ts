import { beforeAll, describe, expect, test } from "vitest";
import { pages } from "#features/surveys/survey/pages.ts";
import { locales } from "#platform/i18n/texts.ts";
import { cardBytes, mostCardBytes } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { allCards, largest, paged, type Shown, words } from "#test/e2e/surveys/survey-cards.ts";
import { bo, channel, testApp } from "#test/harness/harness.ts";
import { monday, posted, pulse, threeLanguages } from "#test/harness/surveys.ts";

type Node = Record<string, unknown>;

describe("every card, in every language,", () => {
  let shown: Shown[];
  beforeAll(async () => {
    shown = await allCards();
  });
  const each = (check: (node: Node, name: string) => void) => {
    for (const { name, locale, card } of shown)
      for (const node of nodesIn(card)) check(node, `${name} in ${locale}`);
  };

  test("is there", () => {
    expect(shown.length).toBe(20 * locales.length);
  });

  test("is of a version that Teams shows, says what it is where it can't be shown, and is small enough", () => {
    for (const { name, card } of shown) {
      expect(card, name).toMatchObject({
        type: "AdaptiveCard",
        version: "1.5",
        fallbackText: expect.stringMatching(/\w/),
      });
      expect(cardBytes(card), name).toBeLessThan(mostCardBytes / 2);
    }
  });

  test("is in its language, and filled in everywhere", () => {
    for (const { name, locale, card } of shown) {
      expect(card.lang, name).toBe(locale);
      expect(JSON.stringify(card), name).not.toMatch(/\$\{|\{[a-zA-Z]+\}|undefined|\[object/);
    }
  });

  test("wraps its texts, and leaves none empty", () => {
    each((node, name) => {
      if (node.type !== "TextBlock") return;
      expect(node, name).toMatchObject({ wrap: true, text: expect.stringMatching(/\S/) });
    });
  });

  test("has at most six buttons in a row, each with a title", () => {
    each((node, name) => {
      const actions = Array.isArray(node.actions) ? node.actions : [];
      expect(actions.length, name).toBeLessThanOrEqual(6);
      for (const action of actions) expect(action.title, name).toMatch(/\S/);
    });
  });

  test("names each input and says what is wrong with it", () => {
    each((node, name) => {
      if (!String(node.type).startsWith("Input.")) return;
      expect(node, name).toMatchObject({
        id: expect.stringMatching(/^q:[a-z0-9-]+$/),
        label: expect.stringMatching(/\w/),
        errorMessage: expect.stringMatching(/\w/),
        isRequired: expect.any(Boolean),
      });
    });
  });

  test("carries nothing in its buttons but opaque ids and what the person entered", () => {
    each((node, name) => {
      if (!("verb" in node || "data" in node)) return;
      const { msteams, given = "{}", ...ids } = Object(node.data);
      for (const [key, value] of Object.entries(ids))
        expect([key, String(value)], name).toEqual([
          expect.stringMatching(/^(survey|language|question|value|page|go|at|of|verb)$/),
          expect.stringMatching(key === "of" ? /^[a-z0-9 -]*$/i : /^[a-z0-9-]+(\/[a-z]+)?$/i),
        ]);
      expect(msteams === undefined || JSON.stringify(msteams) === '{"type":"task/fetch"}', name).toBe(true);
      expect(JSON.parse(given || "{}"), name).toBeTypeOf("object");
    });
  });
});

test.for([
  ["plain letters", (length: number) => "å".repeat(length)],
  ["signs that must be escaped", (length: number) => "*".repeat(length)],
] as const)("each page of the largest survey, written with %s, is small enough", async ([, text]) => {
  const draft = largest(text);
  const app = await testApp(monday);
  const survey = await posted(app, draft);
  const all = pages(draft);
  const entered = Object.fromEntries(
    draft.questions.map(({ id, type }) => [id, type === "text" ? text(1000) : "-"]),
  );

  const [card] = app.teams.sent;
  expect(cardBytes(card?.card ?? { type: "AdaptiveCard" })).toBeLessThan(mostCardBytes);
  for (const [page] of all.entries()) {
    const here = new Set(all[page]?.map(({ id }) => `q:${id}`));
    const inputs = Object.entries(entered).map(([id, value]) => [`q:${id}`, value] as const);
    const data = { survey, page, go: "next", ...Object.fromEntries(inputs.filter(([id]) => here.has(id))) };
    if (page + 1 < all.length)
      expect(cardBytes(await paged(app, data, "sv")), `page ${page + 2}`).toBeLessThan(mostCardBytes);
  }
});

test.for([
  "[Läs här](https://evil.example)",
  "**viktigt** _nej_ ~~inte~~ `kod` # | !",
  "${title} $" + "{secret}",
  "{{DATE(2026-11-22T10:00:00Z, SHORT)}}",
  "<at>Bo</at> <b>fet</b> &amp; &",
  "مرحبا \u05E9\u05DC\u05D5\u05DD",
  "👩‍🚒 🏳️‍🌈",
  "Pitkäsana".repeat(5).slice(0, 40),
])("%s is shown as it was written, on the card and in thanks", async (text) => {
  const app = await testApp(monday);
  const [scale] = pulse.questions;
  const choices = [
    { id: "a", text: words(text) },
    { id: "b", text: words("annat") },
  ];
  const asked = { id: "fraga", text: words(text), required: false, dontKnow: false };
  const survey = await posted(app, {
    ...pulse,
    title: words(text),
    intro: words(text),
    questions: [{ ...asked, type: "single", choices }],
  });
  const form = await posted(app, {
    ...pulse,
    questions: [{ ...asked, type: "multiple", choices }, ...(scale ? [scale] : [])],
  });

  const [pulseCard, formCard] = app.teams.sent.map(({ card }) => card);
  const thanks = await app.press(bo, "surveys/answer", { survey, question: "fraga", value: "a" }, channel);

  // Title, intro and question are read as Markdown, where a backslash stands before each sign; the button is not.
  expect(readAs(textBlocks(pulseCard)).filter((each) => each === text)).toHaveLength(3);
  expect(titles(pulseCard).map(joined)).toContain(text);
  expect(JSON.stringify(inputs(formCard))).toContain(JSON.stringify(joinedIn(text)).slice(1, -1));
  expect(readAs(textBlocks("card" in thanks ? thanks.card : undefined))).toContain(`Du svarade: ${text}`);
  expect(await app.read(bo, "surveys/show", { survey: form })).not.toMatch(/\{\{/);
});

test.for([
  ["sv", "Stängs fredag 27 november 2026 kl. 16.00."],
  ["fi", "Sulkeutuu perjantaina 27. marraskuuta 2026 klo 16.00."],
  ["en", "Closes on Friday, 27 November 2026 at 16:00."],
])("when it closes is said in %s as one says it, in Finland's time", async ([language, said]) => {
  const app = await testApp(monday);
  const survey = await posted(app, threeLanguages);

  expect(await app.read(bo, "surveys/show", { survey, language })).toContain(said);
});

const markdownOff = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
const joined = (text: string) => text.replaceAll("\u2060", "");
const joinedIn = (text: string) => text.replace(/\{(?=\{)/g, "{\u2060").replace(/\](?=\()/g, "]\u2060");
const readAs = (texts: string[]) => texts.map((text) => joined(markdownOff(text)));

const textBlocks = (card: Card | undefined) =>
  nodesIn(card).flatMap(({ type, text }) => (type === "TextBlock" && typeof text === "string" ? [text] : []));
const titles = (card: Card | undefined) =>
  nodesIn(card).flatMap(({ title }) => (typeof title === "string" ? [title] : []));
const inputs = (card: Card | undefined) =>
  nodesIn(card).filter(({ type }) => String(type).startsWith("Input."));

function nodesIn(card: unknown): Node[] {
  if (typeof card !== "object" || card === null) return [];
  const below = Object.entries(card).flatMap(([key, value]) => (key === "data" ? [] : nodesIn(value)));
  return Array.isArray(card) ? below : [Object.fromEntries(Object.entries(card)), ...below];
}
