import type { ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { listening } from "#test/harness/listen.ts";
import { pause } from "./measure.ts";

/* The server as `npm start` runs it, in local mode, with something small in place of the local Teams client. */

const patienceMs = 30_000;
const pollMs = 4;

export const mainFile = join(import.meta.dirname, "../../src/main.ts");

export type Connector = Awaited<ReturnType<typeof startConnector>>;

/** The environment that main.ts reads. */
export const localSettings = (
  folder: string,
  port: number,
  connector: Connector,
): Record<string, string> => ({
  LOCAL: "1",
  PLAYGROUND: "none",
  PORT: String(port),
  PLAYGROUND_PORT: String(connector.port),
  DATA_FOLDER: folder,
});

/** Asks until there is somebody who answers with 200. */
export async function answered(
  url: string,
  headers: Record<string, string> = {},
  body?: object,
): Promise<void> {
  const endsAt = performance.now() + patienceMs;
  let last = "";
  while (performance.now() < endsAt) {
    try {
      const response = await fetch(url, {
        headers,
        ...(body && { method: "POST", body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMs),
      });
      last = `${response.status} ${await response.text()}`;
      if (response.ok) return;
    } catch {
      // Nobody listens yet.
    }
    await pause(pollMs);
  }
  throw new Error(`${url} was not answered: ${last}`);
}

/** What the local Teams client is to the server: it takes what is posted. */
export async function startConnector() {
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(201, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: "1" }));
    if (request.method !== "POST") return;
    for (const tell of waiting) tell();
    waiting = [];
  });
  const { port, close } = await listening(server, 0, "localhost");
  return {
    port,
    serviceUrl: `http://localhost:${port}/_connector`,
    next: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    close,
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
