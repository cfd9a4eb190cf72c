import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { type Figure, held, kilobytes, told } from "#bench/harness/figure.ts";
import {
  answered,
  ended,
  freePort,
  localSettings,
  mainFile,
  startConnector,
} from "#bench/harness/local-server.ts";
import { must, until } from "#bench/harness/measure.ts";
import { closedSurveys } from "#demo/surveys.ts";
import { chosenBrowser } from "#test/harness/browser/chromium.ts";
import { listening } from "#test/harness/listen.ts";
import { firstSights } from "./first-sight.ts";

const settledMs = 1_500;
const loadMs = 30_000;
const tab = join(import.meta.dirname, "../../../tab");
const dist = join(tab, "dist");

/** What the views load, and how long until one sees what each is opened for, beside an empty page. */
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
    const ids = await until("the demo", () => filledWith(origin), 120_000, 500);
    const views = await loadedBy(browser, {
      front: [`${origin}/tab/`, "#main h1"],
      results: [`${origin}/tab/surveys/${ids.surveyId}/results`, "#main table"],
    });
    return [
      held(
        "JavaScript of the results view, gzipped",
        views.results ?? Number.NaN,
        { most: 200_000 },
        kilobytes,
      ),
      told("  of the front page", kilobytes(views.front ?? Number.NaN)),
      ...(await firstSights(browser, `${origin}/tab`, empty.url, ids)),
    ];
  } finally {
    await browser.close();
    await ended(server);
    await connector.close();
    await empty.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The scripts that an address loads in a fresh browser, until some time after what is looked for is there. */
async function scriptsAt(browser: Browser, url: string, shown: string): Promise<string[]> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    await page.goto(url, { timeout: loadMs });
    await page.locator(shown).first().waitFor({ timeout: loadMs });
    await page.waitForTimeout(settledMs);
    return await scriptsOf(page);
  } finally {
    await context.close();
  }
}

const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(`performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith("/tab/assets/") && path.endsWith(".js"))`);

/** Bytes of gzipped JavaScript that each view loads, whatever it does later. */
async function loadedBy(browser: Browser, views: Record<string, [url: string, shown: string]>) {
  const sizes: Record<string, number> = {};
  for (const [name, [url, shown]] of Object.entries(views)) {
    const scripts = await scriptsAt(browser, url, shown);
    const hasCharts = scripts.some((path) => /echarts/i.test(path));
    must(!hasCharts, "A chart library was loaded where no line or gauge is shown.");
    sizes[name] = scripts.reduce(
      (sum, path) => sum + statSync(`${dist}${path.slice("/tab".length)}.gz`).size,
      0,
    );
  }
  return sizes;
}

/** What the demo, which fills itself while the server already answers, has been filled with, once it has all of these. */
async function filledWith(origin: string) {
  const json = async (path: string, init: RequestInit) => {
    const response = await fetch(origin + path, { ...init, signal: AbortSignal.timeout(10_000) });
    return response.ok ? response.json() : {};
  };
  const { people = [] } = await json("/local/people", {});
  const body = JSON.stringify({ personId: people[0]?.id });
  const headers = { "content-type": "application/json" };
  const { token } = await json("/local/tokens", { method: "POST", headers, body });
  const ask = (path: string) => json(`/api${path}`, { headers: { authorization: `Bearer ${token}` } });

  const surveyId = closedSurveys[0]?.id ?? "";
  const { release } = await ask(`/surveys/${surveyId}/results`);
  const { topics = [] } = await ask("/forum/topics");
  const { concepts = [] } = await ask("/glossary/concepts");
  const topicId: string | undefined = topics[0]?.id;
  return release && topicId && concepts.length > 0 ? { surveyId, topicId } : undefined;
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
  const vite = join(
    dirname(createRequire(join(tab, "package.json")).resolve("vite/package.json")),
    "bin/vite.js",
  );
  const { status } = spawnSync(process.execPath, [vite, "build"], { cwd: tab, stdio: "inherit" });
  must(status === 0, "The tab could not be built.");
}
