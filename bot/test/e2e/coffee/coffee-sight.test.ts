import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { SeriesDraft } from "#features/coffee/contract.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";

const bed = stage();
const channel = { id: "19:kaffe@thread.tacv2", name: "Kaffe" };
const runningId = "7d0c3a52-9b1e-4f86-8a47-2e5d6c9b1f11";
const draftId = "7d0c3a52-9b1e-4f86-8a47-2e5d6c9b1f12";

/** A short coffee on every Friday, which is a public holiday once a year at least. */
const weekly: SeriesDraft = {
  title: { sv: "Fredagskaffe", fi: "Perjantaikahvit", en: "Friday coffee" },
  about: { sv: "Om veckan som gick.", fi: "Kuluneesta viikosta.", en: "About the week gone by." },
  languages: ["sv", "fi", "en"],
  rule: {
    repeats: { unit: "week", every: 1, weekday: 5 },
    startsOn: "2026-01-01",
    endsOn: null,
    time: "14:00",
    durationMinutes: 15,
    pausedMonths: [6, 7],
    skippedDates: [],
  },
  host: "Bo",
  capacity: 12,
  joinUrl: "",
  placeIds: [channel.id],
  invitation: { daysBefore: 1, time: "09:00" },
  questions: { open: true, anonymous: true },
  recap: { on: true, time: "09:00", pulse: true },
};

beforeAll(async () => {
  await bed.server.join(channel);
  await bed.server.write("POST", "/coffee/series", { id: runningId, draft: weekly });
  await bed.server.write("POST", `/coffee/series/${runningId}/start`, {});
  const unfinished = { ...weekly, title: { sv: "", fi: "", en: "" }, host: "" };
  await bed.server.write("POST", "/coffee/series", { id: draftId, draft: unfinished });
});

/** Every view of coffee's own, and what is there when it has come. */
const views: { name: string; path: string; shown(tab: Frame): Promise<unknown> }[] = [
  { name: "list", path: "coffee", shown: (tab) => tab.locator("main h3 a").first().waitFor() },
  { name: "new", path: "coffee/series/new", shown: (tab) => tab.locator("main li button").first().waitFor() },
  { name: "draft", path: `coffee/series/${draftId}`, shown: (tab) => tab.locator("#dates").waitFor() },
  { name: "running", path: `coffee/series/${runningId}`, shown: (tab) => tab.locator("#feed").waitFor() },
  {
    name: "month",
    path: "coffee?month=2027-03",
    async shown(tab) {
      await tab.locator('button[aria-pressed="false"]').click();
      await tab.locator("main table a").first().waitFor();
    },
  },
];

test.for([
  ["default", 1280, "sv-se"],
  ["dark", 360, "fi-fi"],
  ["contrast", 1280, "fi-fi"],
  ["contrast", 320, "en-gb"],
  ["default", 320, "sv-se"],
] as const)(
  "coffee's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 120_000 },
  async ([theme, width, locale]) => {
    const { page, tab } = await bed.teams({ theme, locale, viewport: { width, height: 900 } });
    await tab.locator("main h1").waitFor();
    const found: string[] = [];
    for (const view of views) {
      await go(tab, view.path);
      await view.shown(tab);
      await screen(page, `coffee-${view.name} ${theme} ${width} ${locale}`);
      found.push(...(await barriers(tab)).map((barrier) => `${view.name}: ${barrier}`));
      const by = await overflow(tab);
      if (by > 0) found.push(`${view.name} is ${by} pixels too wide`);
    }
    expect(found).toEqual([]);
  },
);

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
