import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Card } from "#platform/teams/turn.ts";

/* A page where the adaptivecards package draws cards as Teams does. */

type Sent = { type: string; verb?: string; url?: string; data: Record<string, unknown> };

const renderer = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");

export type DrawingTable = Awaited<ReturnType<typeof drawingTable>>;

export async function drawingTable(page: Page) {
  await page.setContent(html);
  await page.addScriptTag({ path: renderer });
  await page.addScriptTag({ content: drawing });

  return {
    draw: (card: Card) => page.evaluate(`draw(${JSON.stringify(card)})`),

    /** What the card's buttons have sent since it was last asked. */
    sent: () => page.evaluate<Sent[]>("sent.splice(0)"),

    /** Buttons and texts of which a part is out of sight. */
    cutOff: () => page.evaluate<string[]>("cutOff()"),

    /** Buttons and inputs that Tab does not come to; radio buttons of one question count as one. */
    async unreached(): Promise<string[]> {
      const controls = 'button, input:not([type="radio"]), textarea, select';
      const count = await page.locator(controls).or(page.locator("input")).count();
      // Day, month and year are a stop each, and so is the button that opens the calendar.
      const dates = await page.locator("input[type=date], input[type=time]").count();
      const reached: string[] = [];
      for (let tab = 0; tab <= count + 4 * dates + 5; tab++) {
        await page.keyboard.press("Tab");
        reached.push(await page.evaluate("naming(document.activeElement)"));
      }
      const all = await page.evaluate<string[]>(
        "[...document.querySelectorAll('#card :is(button, input, textarea, select)')].map(naming)",
      );
      return [...new Set(all)].filter((name) => !reached.includes(name));
    },
  };
}

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
    card.onExecuteAction = (action) => sent.push({ type: action.getJsonTypeName(), ...(action.verb && { verb: action.verb }), ...(action.url && { url: action.url }), data: action.data });
    card.parse(json);
    document.querySelector("#card").replaceChildren(card.render());
    document.activeElement?.blur();
  }
`;
