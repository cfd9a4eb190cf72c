import { readFileSync } from "node:fs";
import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { PostView, TopicView } from "#features/forum/contract.ts";
import { letIn, topic } from "./forum-room.ts";
import { stage } from "./stage.ts";

const bed = stage();
const hostile: string[] = JSON.parse(readFileSync(new URL("../hostile.json", import.meta.url), "utf8"));
const topicId = "5c0d2b00-1f4e-4a66-8e21-6c8b4f3e2d01";

beforeAll(async () => {
  await letIn(bed.server, ["Bo"]);
  await bed.server.write("POST", "/forum/topics", topic(topicId, "Vad kan gå fel?", "Allt."), "Bo");
});

/** What counts as having run, and what the page's policy stopped. */
function watch() {
  const noted: string[] = [];
  Reflect.set(globalThis, "noted", noted);
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    Reflect.set(globalThis, name, () => noted.push(name));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => noted.push(violatedDirective));
}

test("whatever people write, nothing of it runs, nothing is fetched, and links lead to the web or a mailbox alone", {
  timeout: 60_000,
}, async () => {
  expect(hostile.length).toBeGreaterThan(300);
  const view = await bed.server.ask<TopicView>(`/forum/topics/${topicId}`, "Bo");
  const [first] = view.page;
  if (!first) throw new Error("The topic has no posts.");
  const { page, tab } = await bed.teams({ as: "Bo", path: "/forum" });
  await tab.evaluate(watch);
  // Each text is a post of its own, so that none hides another, wherever a post has words.
  await page.route(`**/api/forum/topics/${topicId}*`, (route) =>
    route.fulfill({ json: { ...view, ...all(first) } satisfies TopicView }),
  );
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    // teams-js reads its own list of hosts.
    const isKnown = request.url().startsWith(bed.server.url) || request.url().includes("/teams-js/");
    if (!isKnown) elsewhere.push(request.url());
  });

  await tab.getByRole("link", { name: view.title }).click();
  await tab.locator(`#post-${hostile.length}`).waitFor();
  await expect.poll(() => tab.locator(`#post-${hostile.length} .bone`).count()).toBe(0);

  const shown = await tab.locator("article div[lang]").allTextContents();
  expect(shown.filter(Boolean).length).toBeGreaterThan(300);
  expect(await found(tab)).toEqual({ noted: [], elements: [], links: [] });

  const field = tab.getByLabel("Ditt svar");
  await field.fill(
    hostile
      .filter((text) => !text.includes("`"))
      .join("\n\n")
      .slice(0, 20_000),
  );
  await tab.getByRole("tab", { name: "Förhandsvisning" }).click();
  await tab.locator("form div[lang] p").first().waitFor();
  expect(await found(tab)).toEqual({ noted: [], elements: [], links: [] });
  expect(elsewhere).toEqual([]);
});

/** The topic with every hostile text in every place that has words. */
function all(post: PostView): Pick<TopicView, "page" | "posts" | "to" | "title" | "closedReason" | "best"> {
  const page = hostile.map((text, index) => ({
    ...post,
    number: index + 1,
    text,
    author: { ...post.author, name: text },
    quote: { number: 1, author: { ...post.author, name: text }, text },
    mentions: [{ id: post.author.id, name: text.slice(0, 20) }],
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

/** What ran, what stands in a post's text that Markdown has no words for, and links that lead elsewhere. */
const found = (tab: Frame) =>
  tab.evaluate(() => {
    const noted: unknown = Reflect.get(globalThis, "noted");
    const known =
      "p br strong em s a ul ol li blockquote code pre h3 h4 h5 h6 hr table thead tbody tr th td div b";
    const written = [...document.querySelectorAll("#main div[lang] *")];
    const links = [...document.querySelectorAll<HTMLAnchorElement>("#main a, #main area")];
    return {
      noted,
      elements: written
        .filter(({ tagName }) => !known.split(" ").includes(tagName.toLowerCase()))
        .map(({ outerHTML }) => outerHTML.slice(0, 100)),
      links: links
        .filter(({ protocol }) => !["http:", "https:", "mailto:"].includes(protocol))
        .map(({ href }) => href),
    };
  });
