import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Draft } from "#features/surveys/contract.ts";
import type { Card } from "#platform/teams/turn.ts";
import { type Browser, barriers, overflow, startBrowser, type Visit } from "#test/e2e/harness/browser.ts";
import { type DrawingTable, drawingTable } from "#test/e2e/harness/card-renderer.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { bo, channel, testApp } from "#test/harness/harness.ts";
import { coffee, customerSurvey, monday, posted, pulse } from "#test/harness/surveys.ts";
import { allCards, type Shown } from "./survey-cards.ts";

/* Cards as the adaptivecards package draws them in a browser, as narrow as a phone, and what its buttons then send. */

let browser: Browser;
let visit: Visit;
let page: Page;
let shown: Shown[];
let table: DrawingTable;

beforeAll(async () => {
  [browser, shown] = await Promise.all([startBrowser(), allCards()]);
});
afterAll(() => browser.stop());
beforeEach(async () => {
  visit = await browser.visit({ viewport: { width: 320, height: 1100 } });
  page = await visit.open();
  table = await drawingTable(page);
  return () => visit.leave();
});

test("every card fits a phone in each language, is clear to everybody, and all of it is reached by keyboard", async () => {
  for (const { name, locale, card } of shown) {
    await table.draw(card);

    expect([name, locale, await overflow(page)]).toEqual([name, locale, 0]);
    expect([name, locale, await table.cutOff()]).toEqual([name, locale, []]);
    expect([name, locale, await barriers(page)]).toEqual([name, locale, []]);
    expect([name, locale, await table.unreached()]).toEqual([name, locale, []]);
    await screen(page, `card ${name} ${locale}`);
  }
}, 120_000);

test("one tap on a pulse is one answer", async () => {
  const { app, card, survey } = await postedCard(pulse);
  await table.draw(card);

  await page.getByRole("button", { name: "4", exact: true }).press("Enter");

  const [sent] = await table.sent();
  expect(sent).toEqual({
    type: "Action.Execute",
    verb: "surveys/answer",
    data: { survey, language: "sv", question: "vecka", value: "4" },
  });
  expect(await app.read(bo, sent?.verb ?? "", sent?.data)).toContain("Tack för ditt svar!\nDu svarade: 4");
});

test("a form sends its inputs by their questions, and a missing answer stops it with words beside it", async () => {
  const [scale, text] = coffee.questions;
  if (!scale || !text) throw new Error("The survey has changed.");
  const { app, card, survey } = await postedCard({
    ...coffee,
    languages: ["sv"],
    questions: [{ ...scale, required: true }, text],
  });
  await table.draw(card);

  await page.getByLabel(text.text.sv).fill("Mera kaffe, och [länkar](https://evil.example)");
  await page.getByRole("button", { name: "Skicka svar" }).click();
  expect(await table.sent()).toEqual([]);
  await page.getByText("Välj ett svar.").waitFor();

  await page.getByLabel("5 – stor").check();
  await page.getByRole("button", { name: "Skicka svar" }).click();
  const [sent] = await table.sent();
  expect(sent).toEqual({
    type: "Action.Execute",
    verb: "surveys/answer",
    data: {
      survey,
      language: "sv",
      at: "form",
      "q:nytta": "5",
      "q:tema": "Mera kaffe, och [länkar](https://evil.example)",
    },
  });
  expect(await app.read(bo, sent?.verb ?? "", sent?.data)).toContain("Tack för ditt svar!");
});

test("a change begins with what was answered, and the language buttons never ask for more answers", async () => {
  const draft: Draft = { ...coffee, languages: ["sv", "fi"] };
  const { app, survey } = await postedCard(draft);
  const thanks = await app.press(bo, "surveys/answer", { survey, "q:nytta": "2", "q:tema": "Te" });
  await table.draw(cardIn(thanks));
  await page.getByRole("button", { name: "Ändra mitt svar" }).click();
  const [change] = await table.sent();
  await table.draw(cardIn(await app.press(bo, change?.verb ?? "", change?.data)));

  expect(await page.getByLabel("2", { exact: true }).isChecked()).toBe(true);
  expect(await page.locator("textarea").inputValue()).toBe("Te");
  await page.getByRole("button", { name: "Suomi" }).click();
  const [switched] = await table.sent();
  expect(switched).toMatchObject({ verb: "surveys/show", data: { survey, language: "fi" } });
  await table.draw(cardIn(await app.press(bo, switched?.verb ?? "", switched?.data)));
  expect(await page.getByLabel("2", { exact: true }).isChecked()).toBe(true);
  expect(await page.locator("textarea").inputValue()).toBe("Te");
});

test("a language is changed in the middle of a form, with a compulsory question still empty", async () => {
  const [scale, ...others] = coffee.questions;
  if (!scale) throw new Error("The survey has changed.");
  const questions = [{ ...scale, required: true }, ...others] as Draft["questions"];
  const { app, card } = await postedCard({ ...coffee, languages: ["sv", "fi"], questions });
  await table.draw(card);
  await page.locator("textarea").fill("Lånord");
  await page.getByRole("button", { name: "Suomi" }).click();
  const [switched] = await table.sent();
  await table.draw(cardIn(await app.press(bo, switched?.verb ?? "", switched?.data)));

  expect(await page.locator("textarea").inputValue()).toBe("Lånord");
  await page.getByRole("button", { name: "Svenska" }).waitFor();
});

test("a long survey is answered page by page with what the pages send, back and forth", async () => {
  const { app, card, survey } = await postedCard(customerSurvey);
  await table.draw(card);
  await page.getByRole("button", { name: "Svara" }).click();
  await nextPage();

  await page.getByLabel("Lika bra").check();
  await page.getByRole("button", { name: "Nästa" }).click();
  await nextPage();
  await page.getByText("Sida 2 av 3").waitFor();
  await page.getByRole("button", { name: "Tillbaka" }).click();
  await nextPage();
  expect(await page.getByLabel("Lika bra").isChecked()).toBe(true);
  await page.getByRole("button", { name: "Nästa" }).click();
  await nextPage();
  await page.getByRole("button", { name: "Nästa" }).click();
  await nextPage();
  await page.getByText("Sida 3 av 3").waitFor();
  await page.getByRole("button", { name: "Skicka svar" }).click();
  const [sent] = await table.sent();

  expect(await app.page(bo, "surveys/page", sent?.data)).toEqual({ notice: "Tack för ditt svar!" });
  expect(await app.read(bo, "surveys/show", { survey })).toContain("Tack för ditt svar!");

  async function nextPage() {
    const [turned] = await table.sent();
    expect(turned).toMatchObject({ type: "Action.Submit", data: { verb: "surveys/page", survey } });
    await table.draw(cardIn(await app.page(bo, "surveys/page", turned?.data)));
  }
});

test.for([
  [
    "in a form",
    "[Läs](https://evil.example) **fet** _lutad_ {{DATE(2026-11-22T10:00:00Z)}} <b>x</b> <at>Bo</at> $" +
      "{title}",
  ],
  ["on buttons", "[x](//e.x) **f** {{DATE(1)}} <b>x</b>"],
] as const)(
  "what people wrote is shown %s as they wrote it, and none of it is a link, a mark or a date",
  async ([, text]) => {
    const inAll = (each: string) => ({ sv: each, fi: each, en: each });
    const words = inAll(text);
    const choices = ["a", "b"].map((id) => ({ id, text: inAll(`${id} ${text}`) }));
    const asked = {
      id: "fraga",
      type: "single",
      text: words,
      required: false,
      dontKnow: false,
      choices,
    } as const;
    const many = { ...asked, id: "manga", type: "multiple" } as const;
    for (const questions of [[asked], [asked, many]]) {
      const { card } = await postedCard({ ...pulse, title: words, intro: words, questions });
      await table.draw(card);

      const read = ((await page.locator("#card").textContent()) ?? "").replaceAll("\u2060", "");
      expect(read.split(text).length - 1).toBe(questions.length === 1 ? 5 : 8);
      expect(await page.locator("#card :is(a, b, strong, em)").count()).toBe(0);
      await page.evaluate("AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = true");
      await table.draw(card);
      expect(await page.locator("#card a").count()).toBe(0);
      await page.evaluate("AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false");
    }
  },
);

/** A survey and its card as it was posted. */
async function postedCard(draft: Draft) {
  const app = await testApp(monday);
  const survey = await posted(app, draft, [channel]);
  const [sent] = app.teams.sent;
  if (!sent) throw new Error("Nothing was posted.");
  return { app, survey, card: sent.card };
}

function cardIn(reply: { card: Card } | { notice: string }): Card {
  if (!("card" in reply)) throw new Error(`There is no card, but: ${reply.notice}`);
  return reply.card;
}
