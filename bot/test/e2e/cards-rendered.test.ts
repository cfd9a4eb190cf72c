import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Draft } from "#features/surveys/contract.ts";
import type { Card } from "#platform/teams/turn.ts";
import { bo, channel, testApp } from "../harness.ts";
import { coffee, customerSurvey, monday, posted, pulse } from "../surveys.ts";
import { type Browser, barriers, overflow, startBrowser, type Visit } from "./browser.ts";
import { allCards, type Shown } from "./cards.ts";
import { screen } from "./screens.ts";

/* Cards as the adaptivecards package draws them in a browser, as narrow as a phone, and what its buttons then send. */

type Sent = { type: string; verb?: string; data: Record<string, unknown> };

const renderer = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");
let browser: Browser;
let visit: Visit;
let page: Page;
let shown: Shown[];

beforeAll(async () => {
  [browser, shown] = await Promise.all([startBrowser(), allCards()]);
});
afterAll(() => browser.stop());
beforeEach(async () => {
  visit = await browser.visit({ viewport: { width: 320, height: 1100 } });
  page = await visit.open();
  await page.setContent(html);
  await page.addScriptTag({ path: renderer });
  await page.addScriptTag({ content: drawing });
  return () => visit.leave();
});

test("every card fits a phone in each language, is clear to everybody, and all of it is reached by keyboard", async () => {
  for (const { name, locale, card } of shown) {
    await draw(card);

    expect([name, locale, await overflow(page)]).toEqual([name, locale, 0]);
    expect([name, locale, await page.evaluate("cutOff()")]).toEqual([name, locale, []]);
    expect([name, locale, await barriers(page)]).toEqual([name, locale, []]);
    expect([name, locale, await unreached()]).toEqual([name, locale, []]);
    await screen(page, `card ${name} ${locale}`);
  }
}, 120_000);

/** Buttons and inputs that Tab does not come to; radio buttons of one question count as one. */
async function unreached(): Promise<string[]> {
  const controls = 'button, input:not([type="radio"]), textarea, select';
  const count = await page.locator(controls).or(page.locator("input")).count();
  const reached: string[] = [];
  for (let tab = 0; tab <= count + 5; tab++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate("naming(document.activeElement)"));
  }
  const all = await page.evaluate<string[]>(
    "[...document.querySelectorAll('#card :is(button, input, textarea, select)')].map(naming)",
  );
  return [...new Set(all)].filter((name) => !reached.includes(name));
}

test("one tap on a pulse is one answer", async () => {
  const { app, card, survey } = await postedCard(pulse);
  await draw(card);

  await page.getByRole("button", { name: "4", exact: true }).press("Enter");

  const [sent] = await sentByNow();
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
    questions: [{ ...scale, required: true }, text],
  });
  await draw(card);

  await page.getByLabel(text.text.sv).fill("Mera kaffe, och [länkar](https://evil.example)");
  await page.getByRole("button", { name: "Skicka svar" }).click();
  expect(await sentByNow()).toEqual([]);
  await page.getByText("Välj ett svar.").waitFor();

  await page.getByLabel("5 – stor").check();
  await page.getByRole("button", { name: "Skicka svar" }).click();
  const [sent] = await sentByNow();
  expect(sent).toEqual({
    type: "Action.Execute",
    verb: "surveys/answer",
    data: {
      survey,
      language: "sv",
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
  await draw(cardIn(thanks));
  await page.getByRole("button", { name: "Ändra mitt svar" }).click();
  const [change] = await sentByNow();
  await draw(cardIn(await app.press(bo, change?.verb ?? "", change?.data)));

  expect(await page.getByLabel("2", { exact: true }).isChecked()).toBe(true);
  expect(await page.locator("textarea").inputValue()).toBe("Te");
  await page.getByRole("button", { name: "Suomi" }).click();
  const [switched] = await sentByNow();
  expect(switched).toMatchObject({ verb: "surveys/show", data: { survey, language: "fi" } });
});

test("a long survey is answered page by page with what the pages send, back and forth", async () => {
  const { app, card, survey } = await postedCard(customerSurvey);
  await draw(card);
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
  const [sent] = await sentByNow();

  expect(await app.page(bo, "surveys/page", sent?.data)).toEqual({ notice: "Tack för ditt svar!" });
  expect(await app.read(bo, "surveys/show", { survey })).toContain("Tack för ditt svar!");

  async function nextPage() {
    const [turned] = await sentByNow();
    expect(turned).toMatchObject({ type: "Action.Submit", data: { verb: "surveys/page", survey } });
    await draw(cardIn(await app.page(bo, "surveys/page", turned?.data)));
  }
});

test("what people wrote is shown as they wrote it, and none of it is a link, a mark or a date", async () => {
  const text =
    "[Läs](https://evil.example) **fet** _lutad_ {{DATE(2026-11-22T10:00:00Z)}} <b>x</b> <at>Bo</at> $" +
    "{title}";
  const words = { sv: text, fi: text, en: text };
  const choices = ["a", "b"].map((id) => ({ id, text: words }));
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
    await draw(card);

    const read = ((await page.locator("#card").textContent()) ?? "").replaceAll("\u2060", "");
    expect(read.split(text).length - 1).toBe(questions.length === 1 ? 5 : 8);
    expect(await page.locator("#card :is(a, b, strong, em)").count()).toBe(0);
    await page.evaluate("AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = true");
    await draw(card);
    expect(await page.locator("#card a").count()).toBe(0);
    await page.evaluate("AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false");
  }
});

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

const draw = (card: Card) => page.evaluate(`draw(${JSON.stringify(card)})`);
const sentByNow = () => page.evaluate<Sent[]>("sent.splice(0)");

const html = `<!doctype html><html lang="sv"><head><title>Teams</title><style>
  body { margin: 0; padding: 12px; font: 14px "Segoe UI", system-ui, sans-serif; color: #242424; background: #fff; }
  button { font: inherit; font-weight: 600; min-height: 32px; padding: 5px 12px; margin: 0;
    background: #fff; color: #242424; border: 1px solid #d1d1d1; border-radius: 4px; white-space: normal; overflow-wrap: anywhere; }
  .style-positive { background: #5b5fc7; color: #fff; }
  textarea, select { font: inherit; width: 100%; box-sizing: border-box; border: 1px solid #616161; border-radius: 4px; padding: 6px; }
  input[type=radio], input[type=checkbox] { width: 24px; height: 24px; flex: none; margin: 0; }
  #card p { margin: 0; overflow-wrap: anywhere; }
</style></head><body><main><h1 hidden>Teams</h1><div id="card"></div></main></body></html>`;

/**
 * Sizes as in Teams. Teams reads Markdown in TextBlocks and facts alone (learn.microsoft.com: Format text in cards); here
 * bold, italics, links and escaped signs are read, and what remains of HTML is text.
 */
const drawing = `
  const sent = [];
  const naming = (control) => control.name || control.id || control.ariaLabel || control.textContent;
  AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const kept = [];
    result.outputHtml = text
      .replace(/\\\\([!-/:-@[-\`{-~])/g, (_, sign) => "\\u0000" + (kept.push(sign) - 1) + "\\u0000")
      .replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign])
      .replace(/\\*\\*(.+?)\\*\\*/g, "<strong>$1</strong>")
      .replace(/\\[(.+?)\\]\\((.+?)\\)/g, '<a href="$2">$1</a>')
      .replace(/\\u0000(\\d+)\\u0000/g, (_, at) => kept[at].replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]));
    result.didProcess = true;
  };
  const subtle = { default: "#242424", subtle: "#616161" };
  const colors = { default: subtle, good: { default: "#0e700e", subtle: "#0e700e" }, attention: { default: "#b10e1c", subtle: "#b10e1c" } };
  const config = new AdaptiveCards.HostConfig({
    fontFamily: "Segoe UI, system-ui, sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
    containerStyles: { default: { backgroundColor: "#ffffff", foregroundColors: colors }, emphasis: { backgroundColor: "#f5f5f5", foregroundColors: colors } },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left" },
    inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "bolder", suffix: " *" }, optionalInputs: { weight: "bolder" } }, errorMessage: { color: "attention" } },
    textBlock: { headingLevel: 2 },
  });
  /** Buttons and texts of which a part is out of sight. */
  const cutOff = () => {
    const { left, right } = document.querySelector("#card").getBoundingClientRect();
    return [...document.querySelectorAll("#card :is(button, p, label, input, select, textarea)")].filter((each) => {
      const box = each.getBoundingClientRect();
      return box.left < left || box.right > right;
    }).map(naming);
  };
  function draw(json) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = config;
    card.onExecuteAction = (action) => sent.push({ type: action.getJsonTypeName(), ...(action.verb && { verb: action.verb }), data: action.data });
    card.parse(json);
    document.querySelector("#card").replaceChildren(card.render());
    document.activeElement?.blur();
  }
`;
