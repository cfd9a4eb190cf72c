import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, type Frame, type Page, chromium as playwright } from "playwright-core";
import { expect } from "vitest";
import { chosenBrowser } from "#test/harness/browser/chromium.ts";
import { watchFocus } from "./focus-watch.ts";

export type Browser = Awaited<ReturnType<typeof startBrowser>>;
export type Visit = Awaited<ReturnType<Browser["visit"]>>;

const waitMs = 30_000;
export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };

/** One Chromium for a test file. Each visit is somebody's fresh browser. */
export async function startBrowser() {
  const browser = await playwright.launch(await chosenBrowser());

  return {
    /** `allowed` are complaints of the browser that the test causes on purpose. */
    async visit({ viewport = desktop, allowed = [] as RegExp[] } = {}) {
      const context = await browser.newContext({
        viewport,
        // Far from Finland, whose times the tab shows all the same.
        timezoneId: "America/New_York",
        reducedMotion: "reduce",
        acceptDownloads: true,
      });
      context.setDefaultTimeout(waitMs);
      await context.route("https://res.cdn.office.net/**", (route) =>
        route.fulfill({ json: { validOrigins: [] }, headers: { "access-control-allow-origin": "*" } }),
      );
      const complaints = complaintsIn(context);
      const fallen = await watchFocus(context);
      return {
        context,
        open: () => context.newPage(),
        /** Ends the visit; fails when the browser complained of anything that was not allowed, or a press lost the focus. */
        async leave() {
          await context.close();
          expect(complaints.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
          expect(fallen, "presses after which the focus was nowhere").toEqual([]);
        },
      };
    },
    stop: () => browser.close(),
  };
}

/** Errors on the console, exceptions nobody caught, and requests that failed. */
function complaintsIn(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => complaints.push(`exception: ${error.error().message}`));
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left drops what it was waiting for.
    if (reason !== "net::ERR_ABORTED") complaints.push(`request: ${request.url()} ${reason}`);
  });
  return complaints;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What breaks WCAG 2.2 at level AA, or one rule of it, on the page as it is now: a line for each, with its first place. */
export async function barriers(page: Page | Frame, rules = wcag): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) {
    await page.evaluate(axe);
    await page.evaluate(holdStill);
  }
  return page.evaluate(async (runOnly) => {
    const run: unknown = Reflect.get(globalThis, "axe");
    const { violations } = await (run as typeof import("axe-core")).run(
      // The focus guards of Fluent's Tabster are hidden and focusable on purpose.
      { exclude: ["[data-tabster-dummy]"] },
      { runOnly, resultTypes: ["violations"] },
    );
    return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 200)}`);
  }, rules);
}

/** A colour on its way to another is neither, so that its contrast says nothing. */
function holdStill() {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(still);
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page | Frame): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
