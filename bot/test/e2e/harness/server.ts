import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { NetworkView } from "#features/network/contract.ts";
import { demoPeople } from "#platform/local/people.ts";
import { freePort } from "#test/harness/azurite.ts";
import { startConnector } from "./connector.ts";
import type { Filled } from "./demo-snapshot.ts";
import { type Named, serverProcess } from "./server-process.ts";

export type TestServer = Awaited<ReturnType<typeof startServer>>;

const readyWithinMs = 90_000;
/** The last one is let in when all else of the demo is there. */
const demoMembers = 3;

/** A demo person by name, with the id that stands in tokens. */
export function person(name: string) {
  const found = demoPeople.find((each) => each.name === name);
  if (!found) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/** The demo's surveys, and its channel. */
export const customerSurveyId = "6f2d7a10-3c55-4a8e-9b21-0a4c1d2e3f40";
export const openPulseId = "9b2f6d33-a5c8-4e17-9a4b-2c6e3f4a5b62";
export const demoTeamId = "19:kommunnatverket@thread.tacv2";
const demoTeam = { id: demoTeamId, name: "Kommunnätverket" };

/** The real server, as one process on its own folder, with its demo content, in front of a Teams that is recorded. */
export async function startServer(filled: Filled | undefined) {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-"));
  if (filled) await cp(filled.folder, folder, { recursive: true });
  const teamsPort = await freePort();
  const connector = await startConnector(teamsPort);
  connector.posted.push(...(filled?.posted ?? []));
  const server = await serverProcess(folder, teamsPort);

  const requestAs = async (personName: string, method: string, path: string, input?: object) =>
    server.request(method, `/api${path}`, input, await server.token(person(personName).id));

  async function ask<T>(path: string, personName = "Anna"): Promise<T> {
    const response = await requestAs(personName, "GET", path);
    if (!response.ok) throw new Error(`GET ${path} was answered ${response.status}.`);
    return (await response.json()) as T;
  }

  /**
   * What somebody's tab sends. The server takes only so many requests a second from one person, and waiting for it to
   * start asked many.
   */
  async function write(method: string, path: string, input: object, personName = "Anna"): Promise<void> {
    const response = await requestAs(personName, method, path, input);
    if (response.status === 429) {
      await sleep(1_000);
      return write(method, path, input, personName);
    }
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`);
  }

  /** The demo is whole, its network's last member let in, and its pulse is in the channel. */
  async function ready(): Promise<void> {
    const end = performance.now() + readyWithinMs;
    while (!server.hasEnded() && performance.now() < end) {
      if (await isFilled().catch(() => false)) return;
      await sleep(250);
    }
    throw new Error("The server does not get ready.");
  }

  /** Asked for Carita: what is asked for Anna is counted against the limit that her demo fills itself within. */
  async function isFilled(): Promise<boolean> {
    const { members } = await ask<NetworkView>("/network", "Carita");
    return members === demoMembers && pulseIsPosted();
  }

  const pulseIsPosted = () => connector.posted.some(({ body }) => JSON.stringify(body).includes(openPulseId));

  await server.start();
  await ready();

  return {
    url: server.url,
    connector,
    /** Where it keeps its data. */
    folder,
    token: server.token,
    ask,
    write,
    /** The bot is added to one more channel, of the demo team or another. */
    join: (channel: Named, team = demoTeam) => server.join(respondent(0), { channel, team }),
    /** Numbered respondents press a button of the survey's card. */
    press: (number: number, verb: string, data: object, channel: Named) =>
      server.press(respondent(number), { channel, team: demoTeam }, verb, data),
    /** The same port and the same folder. */
    start: server.start,
    end: () => server.end(),
    async stop() {
      await server.end();
      await connector.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const respondent = (number: number): Named => ({
  id: `e0000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  name: `Respondent ${number}`,
});
