import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import hostile from "../hostile.json" with { type: "json" };
import { barriers, overflow } from "./browser.ts";
import { screen } from "./screens.ts";
import { stage } from "./stage.ts";
import { concepts, fillGlossary, hostileConceptId } from "./terms-content.ts";
import { importing } from "./terms-import.ts";

const bed = stage();

beforeAll(async () => {
  await fillGlossary(bed.server);
});

type View = { name: string; path: string; shown(tab: Frame): Promise<unknown> };

const one = (id: string) => `terms/concepts/${id}`;
const details = (tab: Frame) =>
  tab.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLDetailsElement>("main details")) each.open = true;
  });

/** Every page of the glossary's own, with all that is folded open, and what is there when it has come. */
const views: View[] = [
  {
    name: "browse",
    path: "terms",
    async shown(tab) {
      await tab.locator("main tbody a").nth(3).waitFor();
      await details(tab);
    },
  },
  {
    name: "search",
    path: "terms?q=revisionsnämnden",
    shown: (tab) => tab.locator("main mark").first().waitFor(),
  },
  {
    name: "nothing",
    path: "terms?q=xyzzyx",
    shown: (tab) => tab.locator('main a[href*="term=xyzzyx"]').waitFor(),
  },
  {
    name: "concept",
    path: one(concepts.board),
    async shown(tab) {
      await tab.locator("#relations").waitFor();
      await details(tab);
      await tab.locator("main ol h3").nth(2).waitFor();
    },
  },
  {
    name: "review",
    path: one(concepts.inReview),
    async shown(tab) {
      await tab.locator("#review").waitFor();
      await details(tab);
    },
  },
  {
    name: "edit",
    path: `${one(concepts.board)}/edit`,
    async shown(tab) {
      await tab.locator("#in-en").waitFor();
      await details(tab);
    },
  },
  {
    name: "new",
    path: "terms/new?term=tarkastuslautakunta&language=fi",
    shown: (tab) => tab.locator('main [role="status"] li').first().waitFor(),
  },
  { name: "fields", path: "terms/fields", shown: (tab) => tab.locator("#add").waitFor() },
  { name: "import", path: "terms/import", shown: (tab) => tab.locator('input[type="file"]').waitFor() },
  {
    name: "preview",
    path: `terms/import?id=${importing.id}`,
    async shown(tab) {
      await tab.locator("#samples").waitFor();
      await details(tab);
    },
  },
  { name: "export", path: "terms/export", shown: (tab) => tab.locator("main form").waitFor() },
];

test.for([
  ["default", 1280, "sv-se"],
  ["dark", 320, "fi-fi"],
  ["contrast", 1280, "en-gb"],
  ["contrast", 320, "sv-se"],
] as const)(
  "the glossary's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 120_000 },
  async ([theme, width, locale]) => {
    const { page, tab } = await bed.teams({ theme, locale, viewport: { width, height: 900 } });
    await page.route("**/api/glossary/imports/*", (route) => route.fulfill({ json: importing }));
    await page.route("**/api/glossary/imports", (route) => route.fulfill({ json: { imports: [importing] } }));
    await tab.locator("main h1").waitFor();
    const found: string[] = [];
    for (const view of views) {
      await go(tab, view.path);
      await view.shown(tab);
      await screen(page, `terms-${view.name} ${theme} ${width} ${locale}`);
      found.push(...(await barriers(tab)).map((barrier) => `${view.name}: ${barrier}`));
      const by = await overflow(tab);
      if (by > 0) found.push(`${view.name} is ${by} pixels too wide`);
    }
    expect(found).toEqual([]);
  },
);

test("what people write is shown as text and nothing else", { timeout: 60_000 }, async () => {
  const { page, tab } = await bed.teams({ viewport: { width: 320, height: 900 } });
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await tab.locator("main h1").waitFor();
  await go(tab, one(hostileConceptId));
  await tab.locator("#note").waitFor();
  await details(tab);

  const shown = (await tab.locator("main").textContent()) ?? "";
  const spaceless = (text: string) => text.replaceAll(/[\s\p{C}]+/gu, "");
  for (const text of hostile.slice(0, 25)) expect(spaceless(shown)).toContain(spaceless(text));
  expect(await tab.locator("main :is(script, iframe, img, object, embed, form[action])").count()).toBe(0);
  expect(await tab.locator('main a[href^="javascript:" i]').count()).toBe(0);
  expect(await overflow(tab)).toBe(0);
  expect(dialogs).toEqual([]);
});

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
