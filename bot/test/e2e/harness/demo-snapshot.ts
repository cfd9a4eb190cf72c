import type { TestProject } from "vitest/node";
import { chosenBrowser } from "#test/harness/browser/chromium.ts";
import type { Posted } from "./connector.ts";
import { startServer, type TestServer } from "./server.ts";

/* The demo takes seconds to fill itself: it is filled once, and each test file's server begins with a copy. */

/** A folder with the whole demo, and what Teams was sent for it. */
export type Filled = { folder: string; posted: Posted[] };

declare module "vitest" {
  interface ProvidedContext {
    filled: Filled;
  }
}

let server: TestServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  // Unpacked before the first file needs it. Where it can't be had, each file that needs it says why.
  await chosenBrowser().catch(() => undefined);
  server = await startServer(undefined);
  await server.end();
  const { folder, connector } = server;
  project.provide("filled", { folder, posted: connector.posted });
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
