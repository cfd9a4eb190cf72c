import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { type Figure, held, kilobytes, ms, times, told } from "#bench/harness/figure.ts";
import {
  answered,
  ended,
  freePort,
  localSettings,
  mainFile,
  startConnector,
} from "#bench/harness/local-server.ts";
import { interleaved, median, must, until } from "#bench/harness/measure.ts";
import { closedSurveys } from "#demo/surveys.ts";
import { chosenBrowser } from "#test/harness/browser/chromium.ts";
import { listening } from "#test/harness/listen.ts";

const rounds = 7;
const throttling = 4;
const settledMs = 1_500;
const loadMs = 30_000;
const tab = join(import.meta.dirname, "../../../tab");
const dist = join(tab, "dist");

/** How long until the results view's largest part is painted, beside an empty page; and what each view loads. */
export async function tabLoads(): Promise<Figure[]> {
  if (!existsSync(join(dist, "index.html"))) build();
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const connector = await startConnector();
  const empty = await serveEmptyPage();
  const port = await freePort();
  const server = spawn(process.execPath, [mainFile], {
    env: { PATH: process.env.PATH, ...localSettings(folder, port, connector) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const browser = await playwright.launch(await chosenBrowser());
  try {
    const origin = `http://localhost:${port}`;
    await answered(`${origin}/healthz`);
    const surveyId = closedSurveys[0]?.id ?? "";
    const results = `${origin}/tab/surveys/${surveyId}/results`;
    await until("the demo's results", () => areReleased(origin, surveyId), 60_000, 500);

    const ran = await interleaved<"results" | "empty", Load>(rounds, {
      results: () => load(browser, results, "#main table"),
      empty: () => load(browser, empty.url, "p"),
    });
    const views = await loadedBy(browser, {
      front: [`${origin}/tab/`, "#main h1"],
      results: [results, "#main table"],
    });
    const painted = {
      results: ran.results.map(({ lcpMs }) => lcpMs),
      empty: ran.empty.map(({ lcpMs }) => lcpMs),
    };
    const bytes = views.results ?? Number.NaN;
    const hasCharts = ran.results.some(({ scripts }) => scripts.some((name) => /echarts/i.test(name)));
    must(!hasCharts, "A chart library was loaded where no line or gauge is shown.");
    return [
      held("JavaScript of the results view, gzipped", bytes, { most: 200_000 }, kilobytes),
      told("  of the front page", kilobytes(views.front ?? Number.NaN)),
      held(
        `Largest part of the results view painted (LCP, ${throttling} times slowed), times an empty page's`,
        median(painted.results) / median(painted.empty),
        { most: 3 },
        times,
      ),
      told("  results view, empty page", `${ms(median(painted.results))}, ${ms(median(painted.empty))}`),
      told("  the largest part", ran.results[0]?.largest ?? ""),
    ];
  } finally {
    await browser.close();
    await ended(server);
    await connector.close();
    await empty.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Load = { lcpMs: number; largest: string; scripts: string[] };

/** Loads an address in a fresh browser, slowed, until what is looked for is there and nothing larger comes any more. */
async function load(browser: Browser, url: string, shown: string): Promise<Load> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttling });
    await page.goto(url, { timeout: loadMs });
    await page.locator(shown).first().waitFor({ timeout: loadMs });
    await page.waitForTimeout(settledMs);
    return { ...(await largestIn(page)), scripts: await scriptsOf(page) };
  } finally {
    await context.close();
  }
}

/** Evaluated as text: this code knows no types of the browser's. */
const largestIn = (page: Page): Promise<{ lcpMs: number; largest: string }> =>
  page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const { startTime, element, size } = list.getEntries().at(-1);
      const name = element ? element.tagName.toLowerCase() + (element.id && "#" + element.id) : "gone";
      resolve({ lcpMs: startTime, largest: name + ", " + size + " px" });
    }).observe({ type: "largest-contentful-paint", buffered: true });
  })`);

const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(`performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith("/tab/assets/") && path.endsWith(".js"))`);

/** Bytes of gzipped JavaScript that each view loads, whatever it does later. */
async function loadedBy(browser: Browser, views: Record<string, [url: string, shown: string]>) {
  const sizes: Record<string, number> = {};
  for (const [name, [url, shown]] of Object.entries(views)) {
    const { scripts } = await load(browser, url, shown);
    sizes[name] = scripts.reduce(
      (sum, path) => sum + statSync(`${dist}${path.slice("/tab".length)}.gz`).size,
      0,
    );
  }
  return sizes;
}

/** Whether the demo, which fills itself while the server already answers, has come to the survey's results. */
async function areReleased(origin: string, surveyId: string): Promise<true | undefined> {
  const json = async (path: string, init: RequestInit) => {
    const response = await fetch(origin + path, { ...init, signal: AbortSignal.timeout(10_000) });
    return response.ok ? response.json() : {};
  };
  const { people = [] } = await json("/local/people", {});
  const body = JSON.stringify({ personId: people[0]?.id });
  const headers = { "content-type": "application/json" };
  const { token } = await json("/local/tokens", { method: "POST", headers, body });
  const { release } = await json(`/api/surveys/${surveyId}/results`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return release ? true : undefined;
}

async function serveEmptyPage() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end('<!doctype html><html lang="sv"><title>Tom</title><p>Tom</p></html>');
  });
  const { port, close } = await listening(server);
  return {
    url: `http://localhost:${port}/`,
    close,
  };
}

function build(): void {
  const { status } = spawnSync(process.env.npm_execpath ?? "npm", ["run", "build"], {
    cwd: tab,
    stdio: "inherit",
  });
  must(status === 0, "The tab could not be built.");
}
