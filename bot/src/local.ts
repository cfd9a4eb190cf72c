import { mkdirSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createLocal } from "#platform/local/local.ts";
import { demoBotId, demoPeople, demoTenantId } from "#platform/local/people.ts";
import {
  connectorUrlAt,
  PlaygroundFailed,
  PlaygroundPortTaken,
  startPlayground,
} from "#platform/local/playground.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { createLog, type Log } from "#platform/telemetry/log.ts";
import { openLogFile } from "#platform/telemetry/log-file.ts";
import type { LocalConfig } from "./config.ts";
import type { DemoDoor } from "./demo/door.ts";
import { demoChannel, localDoor } from "./demo/door.ts";
import type { Surroundings } from "./environment.ts";

const fillAfterMs = 300;
const settingsFile = join(import.meta.dirname, "../../.m365agentsplayground.yml");

/** Everything on this machine: the embedded store, demo people and content, Microsoft's local Teams client. */
export async function localSurroundings(
  config: LocalConfig,
  environment: Environment,
): Promise<Surroundings> {
  const folder = config.DATA_FOLDER;
  mustBeUsable(folder);
  const logFile = openLogFile(join(folder, "kommunpuls.log"));
  const log = createLog((line) => void logFile.write(line));

  const publicUrl = `http://localhost:${config.PORT}`;
  const serviceUrl = connectorUrlAt(config.PLAYGROUND_PORT);
  const playgroundUrl = `http://localhost:${config.PLAYGROUND_PORT}`;
  const local = await createLocal(publicUrl, serviceUrl);
  const token = async (personId = demoPeople[0]?.id ?? "") => (await local.tokenOf(personId)) ?? "";
  const door = localDoor({ url: publicUrl, token, tenantId: demoTenantId, botId: demoBotId, serviceUrl });

  return {
    host: "127.0.0.1",
    tabLink: (page) => `${publicUrl}/tab${page}`,
    // The local Teams client has no addresses for its messages.
    messageLink: () => playgroundUrl,
    openLink: (path) => `${publicUrl}/open${path}`,
    store: { kind: "embedded", folder },
    keys: { kind: "files", folder: join(folder, "keys") },
    bot: local.teams,
    tab: local.tab,
    log,
    routes: (receive) =>
      local.routes(async (authorization, activity) => {
        const received = await receive(authorization, activity);
        if (arrival.safeParse(activity).success)
          void attempt("demo/pulse", async () => (await demo()).showPulse(door, new Date()), log);
        return received;
      }),
    async started(url) {
      const playground =
        config.PLAYGROUND === "start"
          ? await startPlayground({
              port: config.PLAYGROUND_PORT,
              endpoint: `${url}/local/messages`,
              settingsFile,
              folder,
              environment,
              stopped: sayWithoutChat,
            }).catch(withoutChat)
          : undefined;
      if (config.PLAYGROUND === "start") sayWhatToTry(url, playground?.url, folder);
      // The demo fills itself while one already looks around: once the server has said that it is ready.
      let isStopping = false;
      const run = () => fill(folder, door, () => isStopping);
      const filling = setTimeout(() => void attempt("demo/fill", run, log), fillAfterMs);
      return async () => {
        isStopping = true;
        clearTimeout(filling);
        await playground?.stop();
      };
    },
  };
}

// Loaded once the server has started, like what it is filled with.
const demo = () => import("./demo/demo.ts");

/**
 * Once for each folder, part by part: what was cut off or has failed goes on at the next start, and what is there is not
 * made again. The file names the version alone once all of it is there.
 */
async function fill(folder: string, door: DemoDoor, isStopping: () => boolean): Promise<void> {
  const { DemoIncomplete, demoVersion, fillDemo } = await demo();
  const mark = join(folder, "demo-version");
  const [version, ...parts] = (await readFile(mark, "utf8").catch(() => "")).split("\n");
  // Teams may be at another address than last time.
  if (version === demoVersion && parts.length === 0) return door.arrive();
  const filled = new Set(version === `${demoVersion} in part` ? parts : []);
  const note = async (part: string) => {
    filled.add(part);
    await writeFile(mark, [`${demoVersion} in part`, ...filled].join("\n"));
  };
  try {
    await fillDemo(door, new Date(), { filled, fill: note, isStopping });
    if (!isStopping()) await writeFile(mark, demoVersion);
  } catch (error) {
    if (isStopping()) return;
    const failed = error instanceof DemoIncomplete ? error.parts : [{ name: "all of it", error }];
    for (const { name, error } of failed)
      console.error(
        `The demo's content is not whole, ${name} is missing: ${messageOf(error)} The next start tries again.`,
      );
    throw error;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "an unknown error.");

type Environment = Record<string, string | undefined>;

/** The local Teams client installs the bot in the demo channel whenever that is opened. */
const arrival = z.looseObject({
  type: z.literal("installationUpdate"),
  conversation: z.looseObject({ id: z.literal(demoChannel.id) }),
});

async function attempt(name: string, run: () => Promise<void>, log: Log): Promise<void> {
  try {
    await run();
    log.event({ name, outcome: "ok" });
  } catch (error) {
    log.bug(name, error);
  }
}

const sayWithoutChat = (sentence: string) =>
  console.error(`${sentence} The tab goes on without it; start again to have the chat back.`);

/** The tab is worth having alone. A port that is taken is another matter: somebody else would be taken for Teams. */
function withoutChat(error: unknown): undefined {
  if (!(error instanceof PlaygroundFailed) || error instanceof PlaygroundPortTaken) throw error;
  sayWithoutChat(error.message);
}

function mustBeUsable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    readdirSync(folder);
  } catch (error) {
    throw new StoreUnusable(
      `The data folder ${folder} can't be used: check who owns it and its rights, or set DATA_FOLDER to another.`,
      error,
    );
  }
}

function sayWhatToTry(tab: string, chat: string | undefined, folder: string): void {
  console.log(`
Kommunpuls runs on this machine, with invented people and answers.

  Tab    ${tab}/tab    surveys, coffee, the translators' network and terms; choose person, language and theme at the top
  Chat   ${chat ?? "did not start"}         Microsoft's local Teams client; the channel has an open pulse

Try: open the customer survey's results in the tab. Answer the pulse in the channel "Välmående – Hyvinvointi", and see
it counted in the tab. Write "@Kommunpuls kaffe" there and answer the next coffee's invitation, or "@Kommunpuls enkäter";
"hjälp" does in the personal chat, and "term jäv" looks a term up. Make a survey and send it to a channel. Everything is
kept in ${folder} and survives a restart. Ctrl-C stops it.
`);
}
