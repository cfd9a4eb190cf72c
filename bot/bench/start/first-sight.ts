import type { Browser } from "playwright-core";
import { type Figure, held, ms, times, told } from "#bench/harness/figure.ts";
import { interleaved, median, must } from "#bench/harness/measure.ts";

const rounds = 7;
const throttling = 4;
const loadMs = 60_000;

/** A page, and what of it one has come for: neither its frame nor its heading. `at` is below /tab. */
type View = { at: string; content: string };

/** The first thing of its kind that a page is opened for. The ids are the demo's. */
const views = (surveyId: string, topicId: string) =>
  ({
    "the first figure of the results": {
      at: `/surveys/${surveyId}/results`,
      content: "[aria-labelledby=brief] li",
    },
    "the first survey in the list": { at: "/", content: "#main li a[href*='/surveys/']" },
    "the first coffee session": { at: "/coffee", content: "[aria-labelledby=sessions] li a" },
    "the first topic of the forum": { at: "/forum", content: "#main li a[href*='/forum/topics/']" },
    "the first post of a topic": { at: `/forum/topics/${topicId}`, content: "#main article [lang]" },
    "the first term": { at: "/terms", content: "#main tr[data-row] a" },
  }) as const satisfies Record<string, View>;

type Seen = { seenMs: number; isInSight: boolean; text: string };

/**
 * How long until one sees what a page is opened for, on a slowed processor, as a multiple of an empty page's only words in
 * the same round. A paragraph that is always there, and is painted before any of it, is no content.
 */
export async function firstSights(
  browser: Browser,
  tabUrl: string,
  emptyUrl: string,
  ids: { surveyId: string; topicId: string },
): Promise<Figure[]> {
  const all = Object.entries(views(ids.surveyId, ids.topicId));
  const empty = () => firstSight(browser, emptyUrl, "p");
  const sides = Object.fromEntries(
    all.map(([name, { at, content }]) => [name, () => firstSight(browser, tabUrl + at, content)]),
  );
  const ran = await interleaved<string, Seen>(rounds, { empty, ...sides });
  const middle = (name: string) => median(ran[name]?.map(({ seenMs }) => seenMs) ?? []);
  return [
    ...all.map(([name]) => {
      must(ran[name]?.every(({ isInSight }) => isInSight) ?? false, `One has to scroll to ${name}.`);
      const value = middle(name) / middle("empty");
      return held(
        `Until ${name} is seen, ${throttling} times slowed, times an empty page's`,
        value,
        { most: 3 },
        times,
      );
    }),
    told(
      "  these, and the empty page",
      [...all.map(([name]) => name), "empty"].map((name) => ms(middle(name))).join(", "),
    ),
    told("  what was seen", all.map(([name]) => `“${ran[name]?.[0]?.text}”`).join(", ")),
  ];
}

/** Opens an address in a fresh browser, slowed, and says when the first element that `content` means was on the screen. */
async function firstSight(browser: Browser, url: string, content: string): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const seen = Promise.withResolvers<Seen>();
    seen.promise.catch(() => undefined);
    const timer = setTimeout(() => seen.reject(new Error(`${url} shows no ${content}.`)), loadMs);
    await page.exposeFunction("sawFirst", seen.resolve);
    await page.addInitScript(watchFor, content);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttling });
    await page.goto(url, { timeout: loadMs });
    return await seen.promise.finally(() => clearTimeout(timer));
  } finally {
    await context.close();
  }
}

/** In the page. The frame that shows an element is done when the next task after its animation frame runs. */
function watchFor(content: string): void {
  const tell = (seen: Seen): void => Reflect.get(globalThis, "sawFirst")(seen);
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  function look(): void {
    const found = [...document.querySelectorAll<HTMLElement>(content)].find(
      (each) => each.textContent?.trim() && each.offsetWidth > 1 && !each.closest("[aria-hidden=true]"),
    );
    if (!found) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const { top, bottom } = found.getBoundingClientRect();
      const after = new MessageChannel();
      after.port1.onmessage = () =>
        tell({
          seenMs: performance.now(),
          isInSight: bottom > 0 && top < innerHeight,
          text: found.textContent?.trim().slice(0, 20) ?? "",
        });
      after.port2.postMessage(null);
    });
  }
}
