import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { PostView, TopicView } from "#features/forum/contract.ts";
import { barriers, overflow, wcag } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { hostile, watchForHarm } from "#test/e2e/harness/hostile-inputs.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { fillForum, topics } from "./forum-room.ts";

const bed = stage();

beforeAll(async () => {
  await fillForum(bed.server);
  const report = { reason: "unkind", text: "Det kunde sägas vänligare." };
  await bed.server.write("POST", `/forum/topics/${topics.solved}/posts/4/report`, report, "Bo");
  const draft = { version: "", title: "", tags: [], language: "sv", text: "Vi säger **välfärdsområde**." };
  await bed.server.write("PUT", `/forum/drafts/${topics.finnish}`, draft);
});

/** Every view of the forum's own, and what is there when it has come. */
const views: { name: string; path: string; shown(tab: Frame): Promise<unknown> }[] = [
  { name: "list", path: "forum", shown: (tab) => tab.locator("main li[data-row] a").first().waitFor() },
  {
    name: "none",
    path: "forum?view=following&tag=moten",
    shown: (tab) => tab.locator("main a[href$='/forum'] >> nth=-1").waitFor(),
  },
  {
    name: "topic",
    path: `forum/topics/${topics.solved}`,
    async shown(tab) {
      await tab.locator("#post-1 table").waitFor();
      // What the frame gives its own header is not the topic's.
      const background = (element: Element) => getComputedStyle(element).backgroundColor;
      expect(await tab.locator("main header").evaluate(background)).toBe("rgba(0, 0, 0, 0)");
      await tab.locator("#post-4 button[aria-expanded]").click();
      await tab.locator("textarea").fill("");
      await tab.locator("textarea").fill("@An");
      await tab.locator("[role=option]").first().waitFor();
    },
  },
  { name: "closed", path: `forum/topics/${topics.closed}`, shown: (tab) => tab.locator("#post-1").waitFor() },
  { name: "new", path: "forum/new", shown: (tab) => tab.locator("main [type=checkbox]").first().waitFor() },
  {
    name: "search",
    path: "forum/search?q=fastighetsskatt",
    shown: (tab) => tab.locator("main mark").first().waitFor(),
  },
  { name: "drafts", path: "forum/drafts", shown: (tab) => tab.locator("main li h2").first().waitFor() },
  { name: "reports", path: "forum/reports", shown: (tab) => tab.locator("main li input").first().waitFor() },
  {
    name: "settings",
    path: "forum/settings",
    shown: (tab) => tab.locator("main [role=switch]").waitFor(),
  },
];

test.for([
  [1280, "sv-se"],
  [320, "fi-fi"],
  [320, "en-gb"],
] as const)(
  "the forum's pages are open to all, %i pixels wide, in %s, in every theme",
  { timeout: 120_000 },
  async ([width, locale]) => {
    const teams = await bed.teams({ locale, viewport: { width, height: 900 } });
    await teams.tab.locator("main h1").waitFor();
    const found: string[] = [];
    for (const view of views) {
      await go(teams.tab, view.path);
      await view.shown(teams.tab);
      for (const theme of ["default", "dark", "contrast"] as const) {
        await teams.setTheme(theme);
        await expect.poll(() => themeOf(teams.tab)).toBe(theme);
        await screen(teams.page, `forum-${view.name} ${theme} ${width} ${locale}`);
        // A theme changes colours and nothing else.
        const barred = await barriers(teams.tab, theme === "default" ? wcag : ["color-contrast"]);
        found.push(...barred.map((barrier) => `${view.name} ${theme}: ${barrier}`));
      }
      const by = await overflow(teams.tab);
      if (by > 0) found.push(`${view.name} is ${by} pixels too wide`);
    }
    expect(found).toEqual([]);
  },
);

test("whatever people write, nothing of it runs, nothing is fetched, and links lead to the web or a mailbox alone", {
  timeout: 120_000,
}, async () => {
  expect(hostile.length).toBeGreaterThan(300);
  const view = await bed.server.ask<TopicView>(`/forum/topics/${topics.finnish}`, "Bo");
  const [first] = view.page;
  if (!first) throw new Error("The topic has no posts.");
  const { page, tab } = await bed.teams({ as: "Bo", path: "/forum" });
  const harm = await watchForHarm(page, tab, bed.server);
  // Each text is a post of its own, so that none hides another, wherever a post has words.
  await page.route(`**/api/forum/topics/${topics.finnish}*`, (route) =>
    route.fulfill({ json: { ...view, ...all(first) } satisfies TopicView }),
  );

  await tab.getByRole("link", { name: view.title }).click();
  await tab.locator(`#post-${hostile.length} div[lang]`).waitFor({ state: "attached" });
  const shown = await tab.locator("article div[lang]").allTextContents();
  expect(shown.filter(Boolean).length).toBeGreaterThan(300);
  expect(await unknownElements(tab)).toEqual([]);
  expect(await harm.found()).toEqual({ noted: [], links: [] });

  const field = tab.getByLabel("Ditt svar");
  await field.fill(
    hostile
      .filter((text) => !text.includes("`"))
      .join("\n\n")
      .slice(0, 20_000),
  );
  await tab.getByRole("tab", { name: "Förhandsvisning" }).click();
  await tab.locator("form div[lang] p").first().waitFor();
  expect(await unknownElements(tab)).toEqual([]);
  expect(await harm.found()).toEqual({ noted: [], links: [] });
  expect(harm.elsewhere).toEqual([]);
});

/** The topic with every hostile text in every place that has words. */
function all(post: PostView): Pick<TopicView, "page" | "posts" | "to" | "title" | "closedReason" | "best"> {
  const page = hostile.map((text, index) => ({
    ...post,
    number: index + 1,
    text,
    author: { ...post.author, name: text },
    quote: { number: 1, author: { ...post.author, name: text }, text },
    mentions: [{ id: post.author.id ?? "", name: text.slice(0, 20) }],
  }));
  return {
    page,
    posts: page.length,
    to: page.length,
    title: hostile.slice(0, 5).join(" "),
    closedReason: hostile[0] ?? "",
    best: page[0] ?? null,
  };
}

/** What stands in a post's text that Markdown has no words for. */
const unknownElements = (tab: Frame) =>
  tab.evaluate(() => {
    const known =
      "p br strong em s a ul ol li blockquote code pre h3 h4 h5 h6 hr table thead tbody tr th td div b";
    return [...document.querySelectorAll("#main div[lang] *")]
      .filter(({ tagName }) => !known.split(" ").includes(tagName.toLowerCase()))
      .map(({ outerHTML }) => outerHTML.slice(0, 100));
  });

const themeOf = (tab: Frame) => tab.evaluate(() => document.documentElement.dataset.theme);

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
