import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import { type Browser, startBrowser } from "./browser.ts";
import { failureScreen } from "./screens.ts";
import { startServer, type TestServer } from "./server.ts";
import { openTeams, type TeamsSettings } from "./teams-host.ts";

type Visiting = Parameters<Browser["visit"]>[0];

/** One browser and one server for a test file. What a test opens ends with it, and fails it by the browser's complaints. */
export function stage() {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), startServer(inject("filled"))]);
  });
  afterAll(async () => {
    await Promise.all([browser?.stop(), server?.stop()]);
  });

  async function visit(visiting: Visiting = {}) {
    const begun = await browser.visit(visiting);
    onTestFinished(async ({ task }) => {
      if (task.result?.state === "fail")
        await Promise.all(begun.context.pages().map((page) => failureScreen(page, task.name)));
      await begun.leave();
    });
    return begun;
  }

  return {
    get server() {
      return server;
    },
    visit,
    /** The tab in Teams, in a browser of its own. */
    async teams({ viewport, allowed, ...settings }: TeamsSettings & NonNullable<Visiting> = {}) {
      const { open } = await visit({ ...(viewport && { viewport }), ...(allowed && { allowed }) });
      return openTeams(await open(), server, settings);
    },
  };
}
