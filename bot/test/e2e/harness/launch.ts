import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithParent } from "#platform/local/playground.ts";
import { freePort } from "#test/harness/azurite.ts";

export type Launched = Awaited<ReturnType<typeof launch>>;

const main = join(import.meta.dirname, "../../../src/main.ts");
const patienceMs = 50_000;

/** A data folder and ports of its own, as environment for `launch`. */
export async function surroundings() {
  const [folder, port, playgroundPort] = await Promise.all([
    mkdtemp(join(tmpdir(), "kommunpuls-")),
    freePort(),
    freePort(),
  ]);
  return {
    folder,
    url: `http://localhost:${port}`,
    playgroundUrl: `http://localhost:${playgroundPort}`,
    environment: {
      LOCAL: "1",
      PORT: String(port),
      PLAYGROUND_PORT: String(playgroundPort),
      DATA_FOLDER: folder,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs the real server in a process group of its own, as a terminal does: signals go to everybody in it. */
export function launch(environment: Record<string, string>, entry = main) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", endWithParent, entry], {
    detached: true,
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const exit = once(child, "exit");
  const said = { out: "", error: "" };
  child.stdout?.on("data", (data: Buffer) => {
    said.out += data;
  });
  child.stderr?.on("data", (data: Buffer) => {
    said.error += data;
  });

  const group = -Number(child.pid);
  function isLeft(): boolean {
    try {
      return process.kill(group, 0);
    } catch {
      return false;
    }
  }

  async function until(what: string, isSo: () => boolean | Promise<boolean>, restMs = 20): Promise<void> {
    const end = performance.now() + patienceMs;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`In vain waited for: ${what}. ${said.out}${said.error}`);
      await sleep(restMs);
    }
  }

  return {
    said,
    until,
    /** Resolves when the words stand in what it printed. */
    says: (words: string) => until(words, () => said.out.includes(words)),
    /** Ctrl-C, or what a supervisor sends. */
    signal: (name: NodeJS.Signals) => void process.kill(group, name),
    /** kill -9 for the server alone. */
    kill: () => void child.kill("SIGKILL"),
    /** The exit code, once the process and all that it started are gone. */
    async ended(): Promise<number | null> {
      const [code] = await exit;
      await until("an empty process group", () => !isLeft());
      return code;
    },
    /** For the end of a test: nobody is left, whatever happened. */
    async stop(): Promise<void> {
      if (isLeft()) process.kill(group, "SIGKILL");
      await until("an empty process group", () => !isLeft());
    },
  };
}
