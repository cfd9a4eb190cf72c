import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { barriers, overflow } from "./browser.ts";
import { fillForum, topics } from "./forum-room.ts";
import { screen } from "./screens.ts";
import { stage } from "./stage.ts";

const bed = stage();

beforeAll(() => fillForum(bed.server));

/** Every view of the forum's own, and what is there when it has come. */
const views: { name: string; path: string; shown(tab: Frame): Promise<unknown> }[] = [
  { name: "list", path: "forum", shown: (tab) => tab.locator("main li[data-row] a").first().waitFor() },
  {
    name: "none",
    path: "forum?view=following&tag=nothing",
    shown: (tab) => tab.locator("main h1").waitFor(),
  },
  {
    name: "topic",
    path: `forum/topics/${topics.solved}`,
    async shown(tab) {
      await tab.locator("#post-1 table").waitFor();
      await tab.locator("#post-4 button[aria-expanded]").click();
    },
  },
  { name: "closed", path: `forum/topics/${topics.closed}`, shown: (tab) => tab.locator("#post-1").waitFor() },
  { name: "new", path: "forum/new", shown: (tab) => tab.locator("main textarea").waitFor() },
  {
    name: "search",
    path: "forum/search?q=fastighetsskatt",
    shown: (tab) => tab.locator("main mark").first().waitFor(),
  },
  { name: "drafts", path: "forum/drafts", shown: (tab) => tab.locator("main h1").waitFor() },
  { name: "reports", path: "forum/reports", shown: (tab) => tab.locator("main h1").waitFor() },
  { name: "settings", path: "forum/settings", shown: (tab) => tab.locator("main [role=switch]").waitFor() },
];

test.for([
  ["default", 1280, "sv-se"],
  ["dark", 320, "fi-fi"],
  ["contrast", 1280, "en-gb"],
  ["contrast", 320, "sv-se"],
  ["default", 320, "fi-fi"],
] as const)(
  "the forum's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 120_000 },
  async ([theme, width, locale]) => {
    const { page, tab } = await bed.teams({ theme, locale, viewport: { width, height: 900 } });
    await tab.locator("main h1").waitFor();
    const found: string[] = [];
    for (const view of views) {
      await go(tab, view.path);
      await view.shown(tab);
      await screen(page, `forum-${view.name} ${theme} ${width} ${locale}`);
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
