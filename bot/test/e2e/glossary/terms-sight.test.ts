import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { type ConceptList, type ConceptView, languages } from "#features/glossary/contract.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { hostile, watchForHarm } from "#test/e2e/harness/hostile-inputs.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { concepts, fillGlossary } from "./terms-content.ts";
import { hostileConcepts, hostileRows, places } from "./terms-hostile.ts";
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
  {
    name: "choosing",
    path: "terms",
    async shown(tab) {
      await tab.getByRole("button", { name: /^(Välj flera|Valitse useita|Choose several)$/ }).click();
      await tab.getByRole("checkbox").nth(1).check();
    },
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

test("whatever people write is shown as text, and nothing of it runs or is fetched", {
  timeout: 120_000,
}, async () => {
  expect(hostile.length).toBeGreaterThan(300);
  const told = hostileConcepts(await bed.server.ask<ConceptView>(`/glossary/concepts/${concepts.board}`));
  const { page, tab } = await bed.teams({ viewport: { width: 320, height: 900 } });
  await page.route(/\/api\/glossary\/concepts\b/, (route) => {
    const url = route.request().url();
    const one = told.find(({ concept }) => url.includes(concept.id));
    const list: ConceptList = { concepts: hostileRows, total: hostileRows.length, next: null };
    return route.fulfill({ json: one ? (url.includes("/history") ? one.history : one.concept) : list });
  });
  await tab.locator("main h1").waitFor();
  const harm = await watchForHarm(page, tab, bed.server);

  await go(tab, `terms?q=${encodeURIComponent(hostile[0] ?? "")}`);
  await tab
    .locator("main tbody tr")
    .nth(hostile.length - 1)
    .waitFor();
  expect(await lacking(tab, hostile, languages.length)).toEqual([]);
  expect(await overflow(tab)).toBe(0);
  for (const { concept, texts } of told) {
    await go(tab, one(concept.id));
    await tab.locator(`main a[href$="/topics/${concept.id}"]`).waitFor();
    await details(tab);
    await tab.locator("main details ol").waitFor();
    expect(await lacking(tab, texts, places)).toEqual([]);
    expect(await overflow(tab)).toBe(0);
    expect(await tab.locator("main :is(script, iframe, img, object, embed, form[action])").count()).toBe(0);
  }
  expect(await harm.found()).toEqual({ noted: [], links: [] });
  expect(harm.elsewhere).toEqual([]);
});

/** Texts that do not stand on the page, letter for letter but for spaces, as often as they should. */
async function lacking(tab: Frame, texts: readonly string[], times: number): Promise<string[]> {
  const spaceless = (text: string) => text.replaceAll(/[\s\p{C}]+/gu, "");
  const shown = spaceless((await tab.locator("main").textContent()) ?? "");
  return texts.filter((text) => {
    const sought = spaceless(text);
    return sought !== "" && shown.split(sought).length - 1 < times;
  });
}

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
