import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Playground = { url: string; pid: number; stop(): Promise<void> };

/** Microsoft's local Teams client did not start, in one sentence. */
export class PlaygroundFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PlaygroundFailed";
  }
}

/** Its port is somebody else's: there is nothing to go on with, since it would answer in the client's place. */
export class PlaygroundPortTaken extends PlaygroundFailed {}

/** Where the client's connector will be: what the bot may write to. */
export const connectorUrlAt = (port: number): string => `http://localhost:${port}/_connector`;

/**
 * Starts Microsoft's local Teams client (M365 Agents Playground), its telemetry off and without opening a browser.
 * Resolves when its page can be opened: it says that it listens before it has read its settings, and then may still stop.
 * `folder` takes its log.
 */
export async function startPlayground(settings: {
  port: number;
  /** Where it delivers activities, unsigned: `/local/messages` of the server. */
  endpoint: string;
  /** The file with the people and places to show. */
  settingsFile: string;
  folder: string;
  /** The environment that it inherits. */
  environment: Record<string, string | undefined>;
  /** Told when it ends by itself after it had started: nothing else stops with it. */
  stopped?(sentence: string): void;
  patienceMs?: number;
}): Promise<Playground> {
  const { port, endpoint, settingsFile, folder, environment, stopped, patienceMs = 30_000 } = settings;
  // Left to itself it would take another port, and the bot would write to nobody.
  if (!(await isFree(port)))
    throw new PlaygroundPortTaken(
      `Port ${port}, for the local Teams client, is in use by another program. Stop it, or set PLAYGROUND_PORT to another number.`,
    );

  mkdirSync(folder, { recursive: true });
  const cli = createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
  const child = spawn(
    process.execPath,
    [
      "--import",
      endWithParent,
      "--import",
      listenHereOnly,
      cli,
      "start",
      "-e",
      endpoint,
      "-c",
      "msteams",
      "-p",
      String(port),
      "--disable-telemetry",
    ],
    {
      cwd: folder,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        ...environment,
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: settingsFile,
        TEAMSAPPTESTER_BROWSER: "none",
      },
    },
  );
  let ended = false;
  let isUp = false;
  const hasStopped = `The local Teams client stopped; its log is in ${join(folder, "devTools")}.`;
  const exit = new Promise<void>((resolve) => {
    const end = () => {
      if (isUp && !ended) stopped?.(hasStopped);
      ended = true;
      resolve();
    };
    child.once("exit", end);
    child.on("error", end);
  });

  const url = `http://localhost:${port}`;
  const stop = async () => {
    isUp = false;
    // It keeps nothing that it could lose.
    child.kill("SIGKILL");
    await exit;
  };
  const deadline = Date.now() + patienceMs;
  while (!(await answers(url))) {
    if (ended) throw new PlaygroundFailed(hasStopped);
    if (Date.now() > deadline) {
      await stop();
      throw new PlaygroundFailed("The local Teams client did not start in time.");
    }
    await pause(100);
  }
  isUp = true;
  return { url, pid: child.pid ?? 0, stop };
}

/**
 * For `--import`, in a child with an IPC channel: it ends with its parent however that ends, kill -9 included. A client
 * left alone would keep the port from the next one.
 */
export const endWithParent = "data:text/javascript,process.once('disconnect', () => process.exit())";

/**
 * For `--import`: what listens at a port does so for this machine alone. The client asks for a port and no address, which is
 * every address that the machine has, and who reached it there could be any of the demo people.
 */
const listenHereOnly = `data:text/javascript,${encodeURIComponent(`
  import { Server } from "node:net";
  const { listen } = Server.prototype;
  Server.prototype.listen = function (first, ...rest) {
    const asked = first !== null && typeof first === "object" ? first : { port: first };
    if (!Number.isInteger(Number(asked.port ?? undefined))) return listen.call(this, first, ...rest);
    const callbacks = rest.filter((each) => typeof each === "function");
    return listen.call(this, { ...asked, port: Number(asked.port), host: "127.0.0.1" }, ...callbacks);
  };
`)}`;

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Whether nobody listens at it, by either of the addresses that "localhost" may mean. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1"]) if (await isTaken(port, host)) return false;
  return true;
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Not every machine has the second of them.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}
