import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openParked } from "#platform/jobs/parked.ts";
import { openStore } from "#platform/storage/open.ts";
import { barriers, desktop, overflow, phone, wcag } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { customerSurveyId, openPulseId } from "#test/e2e/harness/server.ts";
import type { TeamsHost, ThemeName } from "#test/e2e/harness/teams-host.ts";
import { tenantId } from "#test/harness/teams.ts";

const bed = stage();

beforeAll(async () => {
  const store = await openStore({ kind: "embedded", folder: bed.server.folder });
  const parked = openParked(store.tables);
  for (const [id, job] of Object.entries({ a1: "surveys/count", a2: "coffee/invite" })) {
    const work = { tenantId, surveyId: crypto.randomUUID() };
    await parked.put({ id, body: JSON.stringify({ job, work }), attempts: 30 }, new TypeError("no"));
  }
  await store.close();
});

const themes: ThemeName[] = ["default", "dark", "contrast"];

/** Every view, and what is there when it has come. */
const views: { name: string; path: string; shown(tab: Frame): Promise<unknown> }[] = [
  { name: "list", path: "", shown: (tab) => tab.locator("main h2 a").first().waitFor() },
  { name: "new", path: "new", shown: (tab) => tab.locator("main li button").nth(1).waitFor() },
  {
    name: "results",
    path: `surveys/${customerSurveyId}/results`,
    shown: (tab) => tab.locator("main table").filter({ visible: true }).first().waitFor(),
  },
  {
    name: "tables",
    path: `surveys/${customerSurveyId}/results?tables=1`,
    shown: (tab) => tab.locator("main table caption").first().waitFor({ state: "attached" }),
  },
  {
    name: "before",
    path: `surveys/${openPulseId}/results`,
    shown: (tab) => tab.locator("main h1").waitFor(),
  },
  { name: "written", path: `surveys/${customerSurveyId}/build`, shown: drawn },
  { name: "send", path: `surveys/${openPulseId}/send`, shown: drawn },
  { name: "failed work", path: "jobs", shown: (tab) => tab.locator("main li button").first().waitFor() },
  { name: "privacy", path: "privacy", shown: (tab) => tab.locator("main h1").waitFor() },
  { name: "terms-of-use", path: "terms-of-use", shown: (tab) => tab.locator("main h1").waitFor() },
  { name: "nothing", path: "nothing", shown: (tab) => tab.locator("main h1").waitFor() },
];

// Each language once: it changes words and nothing else.
test.for([
  ["desktop", desktop, "sv"],
  ["phone", phone, "fi"],
] as const)(
  "every view is open to all on a %s, in every theme",
  { timeout: 120_000 },
  async ([device, viewport, locale]) => {
    const teams = await bed.teams({ viewport, locale });
    const found: string[] = [];
    for (const view of [...views, await draft(teams)]) {
      await go(teams.tab, view.path);
      await view.shown(teams.tab);
      for (const theme of themes) {
        await teams.setTheme(theme);
        await expect.poll(() => teams.tab.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
        await screen(teams.page, `${view.name} ${device} ${locale} ${theme}`);
        // A theme changes colours and nothing else.
        const barred = await barriers(teams.tab, theme === "default" ? wcag : ["color-contrast"]);
        found.push(...barred.map((barrier) => `${view.name} ${theme}: ${barrier}`));
      }
    }
    expect(found).toEqual([]);
  },
);

test("on a desktop each list begins within 200 pixels of the top, below one row of navigation", async () => {
  const { tab } = await bed.teams({ viewport: { width: 1280, height: 720 } });
  const lists = {
    "": "Enkäter",
    coffee: "Kaffe",
    forum: "Forum",
    "network/members": "Medlemmar",
    translations: "Översättningar",
    terms: "Termer",
  };
  for (const [path, title] of Object.entries(lists)) {
    await go(tab, path);
    // The page before stands until this one comes.
    await expect.poll(() => tab.title()).toBe(`${title} – Kommunpuls`);
    await expect.poll(() => tab.locator("main .bone").count()).toBe(0);
    const first = tab
      .locator("main :is(li, tr, [class*=empty])")
      .filter({ visible: true })
      .and(tab.locator(":not(nav *)"))
      .first();
    // Where it stands once all has come: who waits to be let in comes above the members.
    await expect
      .poll(async () => (await first.boundingBox())?.y, { message: title })
      .toBeLessThanOrEqual(200);
  }
  const bar = await tab.locator("header").boundingBox();
  expect(bar?.height).toBeLessThanOrEqual(48);
});

test("nothing is wider than a phone of 320 pixels, in any language", { timeout: 120_000 }, async () => {
  const width = 320;
  const teams = await bed.teams({ viewport: { width, height: 700 } });
  const all = [...views, await draft(teams)];
  const found: string[] = [];
  for (const language of ["sv", "fi", "en"]) {
    await teams.tab.locator("#tools button").first().click();
    await teams.tab.locator("#language").selectOption(language);
    await teams.page.keyboard.press("Escape");
    await expect.poll(() => teams.tab.evaluate(() => document.documentElement.lang)).toBe(language);
    for (const view of all) {
      await go(teams.tab, view.path);
      await view.shown(teams.tab);
      await screen(teams.page, `${view.name} ${width} ${language}`);
      const by = await overflow(teams.tab);
      if (by > 0) found.push(`${view.name} in ${language} by ${by} pixels`);
    }
  }
  expect(found).toEqual([]);
});

test("an administrator finds what was given up behind the dots, and begins it again", async () => {
  const { tab } = await bed.teams();
  await tab.locator("#tools button").first().click();
  await tab.locator("#language").selectOption("sv");
  await tab.getByRole("link", { name: "Misslyckat arbete" }).click();
  await expect.poll(() => tab.title()).toBe("Misslyckat arbete – Kommunpuls");
  const rows = tab.locator("main li");
  await expect.poll(() => rows.count()).toBe(2);
  const row = rows.filter({ hasText: "En stängd enkät räknades inte" });
  expect(await row.textContent()).toMatch(/surveys\/count.*30 försök.*TypeError/s);

  await row.getByRole("button", { name: "Försök igen" }).click();

  await tab.getByText("Försöks igen: En stängd enkät räknades inte").first().waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  await expect.poll(() => tab.evaluate(() => document.activeElement?.closest("main")?.tagName)).toBe("MAIN");
});

test("who administers nothing sees no way to it, and reads why not at its address", async () => {
  const { tab } = await bed.teams({ as: "Bo", path: "/jobs", allowed: [/403/] });
  await tab.locator("main [role=alert]").first().waitFor();
  await tab.locator("#tools button").first().click();
  await tab.locator("#language").waitFor();
  expect(await tab.getByRole("link", { name: "Misslyckat arbete" }).count()).toBe(0);
});

/** A draft with a question of each type, open. */
async function draft({ tab }: TeamsHost) {
  await go(tab, "new");
  await tab.locator("main li button").nth(2).click();
  await tab.locator("#questions").waitFor();
  return { name: "build", path: new URL(tab.url()).pathname.replace("/tab/", ""), shown: drawn };
}

function drawn(tab: Frame) {
  return tab.locator(".ac-adaptiveCard").waitFor();
}

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
