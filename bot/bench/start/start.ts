import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BareBotSettings } from "#bench/harness/bare-bot.ts";
import { memoryOf } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, times, told } from "#bench/harness/figure.ts";
import {
  answered,
  type Connector,
  ended,
  freePort,
  localSettings,
  mainFile,
  startConnector,
} from "#bench/harness/local-server.ts";
import { interleaved, median, must, pause } from "#bench/harness/measure.ts";
import { botId, fakeTeams, personal, pressed, said, tenantId } from "#test/harness/teams.ts";

const rounds = 5;
/** By then both have loaded what they load after their start. */
const idleAfterMs = 2_500;

type Start = { readyMs: number; firstMs: number; idleBytes: number };

/** From `node` to ready, and to the first activity's answer, beside a bare bot's first answer. */
export async function start(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const teams = await fakeTeams();
  const connector = await startConnector();
  try {
    const ours = (cache: string) => startOurs(folder, connector, teams, join(folder, cache));
    // The first start fills the demo and the compile cache; the cache is written when a process ends.
    await ours("warm");
    await ours("warm");
    const ran = await interleaved<"warm" | "cold" | "bare", Start>(rounds, {
      warm: () => ours("warm"),
      bare: () => startBare(teams),
      cold: (round) => ours(`cold-${round}`),
    });

    const middle = (name: keyof typeof ran, of: keyof Start) => median(ran[name].map((each) => each[of]));
    const ratio = median(ran.warm.map((each, at) => each.readyMs / (ran.bare[at]?.firstMs ?? Number.NaN)));
    return [
      held("From node to ready, times a bare bot's start to its first answer", ratio, { most: 0.6 }, times),
      told(
        "  Kommunpuls ready",
        `${ms(middle("warm", "readyMs"))}; with an empty compile cache ${ms(middle("cold", "readyMs"))}`,
      ),
      told(
        "  Kommunpuls's first reply posted",
        `${ms(middle("warm", "firstMs"))}; ${ms(middle("cold", "firstMs"))}`,
      ),
      told("  bare botbuilder + restify, first answer", ms(middle("bare", "firstMs"))),
      told(
        "  idle memory of Kommunpuls, and of the bare bot",
        `${megabytes(middle("warm", "idleBytes"))}, ${megabytes(middle("bare", "idleBytes"))}`,
      ),
    ];
  } finally {
    await teams.close();
    await connector.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Teams = Awaited<ReturnType<typeof fakeTeams>>;

/** The server as `npm start` runs it, in local mode and with the demo in its store; only the local Teams client is ours. */
async function startOurs(folder: string, connector: Connector, teams: Teams, cache: string): Promise<Start> {
  await mkdir(cache, { recursive: true });
  const port = await freePort();
  const environment = { ...localSettings(join(folder, "data"), port, connector), NODE_COMPILE_CACHE: cache };
  return timed([mainFile], environment, async () => {
    const origin = `http://localhost:${port}`;
    await answered(`${origin}/healthz`);
    return async () => {
      const posted = connector.next();
      const hello = { ...teams.activity(said("hej"), undefined, personal), serviceUrl: connector.serviceUrl };
      await answered(`${origin}/local/messages`, { "content-type": "application/json" }, hello);
      await posted;
    };
  });
}

async function startBare(teams: Teams): Promise<Start> {
  const port = await freePort();
  const settings: BareBotSettings = {
    botId,
    tenantId,
    issuer: teams.issuerName,
    metadataUrl: `${teams.origin}/metadata`,
    port,
  };
  const file = join(import.meta.dirname, "../harness/bare-bot.ts");
  const authorization = await teams.authorization();
  return timed([file, JSON.stringify(settings)], {}, async () => {
    const headers = { authorization, "content-type": "application/json" };
    await answered(`http://127.0.0.1:${port}/api/messages`, headers, teams.activity(pressed("surveys/show")));
    return async () => undefined;
  });
}

/** Starts a process, waits until it is ready and has done its first deed, lets it idle, and ends it. */
async function timed(
  args: string[],
  environment: Record<string, string>,
  whenReady: () => Promise<() => Promise<void>>,
): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    const first = await whenReady();
    const readyMs = performance.now() - startedAt;
    await first();
    const firstMs = performance.now() - startedAt;
    await pause(idleAfterMs);
    must(child.pid !== undefined && child.exitCode === null, `${args[0]} ended.`);
    return { readyMs, firstMs, idleBytes: memoryOf(child.pid).now };
  } finally {
    await ended(child);
  }
}
