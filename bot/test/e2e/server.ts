import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SurveyRow } from "#features/surveys/contract.ts";
import { demoBotId, demoPeople, demoTenantId } from "#platform/local/people.ts";
import { freePort } from "../azurite.ts";
import { startConnector } from "./connector.ts";

export type TestServer = Awaited<ReturnType<typeof startServer>>;

const readyWithinMs = 30_000;
const main = new URL("../../src/main.ts", import.meta.url).pathname;

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
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-"));
  const [port, teamsPort] = await Promise.all([freePort(), freePort()]);
  const url = `http://localhost:${port}`;
  const serviceUrl = `http://localhost:${teamsPort}/_connector`;
  const connector = await startConnector(teamsPort);
  let child = run();

  function run(): ChildProcess {
    return spawn(process.execPath, [main], {
      env: {
        ...process.env,
        LOCAL: "1",
        PLAYGROUND: "none",
        PORT: String(port),
        PLAYGROUND_PORT: String(teamsPort),
        DATA_FOLDER: folder,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }

  async function end(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
  }

  /** A real token, from the local issuer. */
  async function token(personId: string): Promise<string> {
    const answer = await (await post("/local/tokens", { personId })).json();
    return String((answer as { token: unknown }).token);
  }

  async function ask<T>(path: string, personName = "Anna"): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      headers: { authorization: `Bearer ${await token(person(personName).id)}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`GET ${path} was answered ${response.status}.`);
    return (await response.json()) as T;
  }

  /**
   * What somebody's tab sends. The server takes only so many requests a second from one person, and waiting for it to
   * start asked many.
   */
  async function write(method: string, path: string, input: object, personName = "Anna"): Promise<void> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token(person(personName).id)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return write(method, path, input, personName);
    }
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`);
  }

  /** An activity as Teams posts it; unsigned, since the local door signs it. */
  async function tell(activity: object, place: { id: string; name: string }, number = 0): Promise<unknown> {
    const id = `e0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const response = await post("/local/messages", {
      id: crypto.randomUUID(),
      channelId: "msteams",
      serviceUrl,
      locale: "sv-FI",
      from: { id: `29:${id}`, name: `Respondent ${number}`, aadObjectId: id },
      recipient: { id: `28:${demoBotId}`, name: "Kommunpuls" },
      conversation: { id: place.id, tenantId: demoTenantId, conversationType: "channel", isGroup: true },
      channelData: {
        tenant: { id: demoTenantId },
        team: demoTeam,
        channel: place,
      },
      ...activity,
    });
    if (!response.ok) throw new Error(`An activity was answered ${response.status}.`);
    return response.json().catch(() => undefined);
  }

  /** Ready means that the demo's surveys are counted and its pulse is in the channel. */
  async function ready(): Promise<void> {
    const end = Date.now() + readyWithinMs;
    while (child.exitCode === null && Date.now() < end) {
      if (await isFilled().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The server does not get ready.");
  }

  async function isFilled(): Promise<boolean> {
    const { surveys } = await ask<{ surveys: SurveyRow[] }>("/surveys");
    const states = ["open", "released", "released"];
    return String(surveys.map(({ state }) => state).toSorted()) === String(states) && pulseIsPosted();
  }

  const pulseIsPosted = () => connector.posted.some(({ body }) => JSON.stringify(body).includes(openPulseId));

  async function healthy(): Promise<void> {
    const end = Date.now() + readyWithinMs;
    while (child.exitCode === null && Date.now() < end) {
      const response = await fetch(`${url}/healthz`).catch(() => undefined);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("The server does not start.");
  }

  await healthy();
  await ready();

  return {
    url,
    connector,
    /** Where it keeps its data. */
    folder,
    token,
    ask,
    write,
    /** The bot is added to one more channel, of the demo team or another. */
    join: (channel: { id: string; name: string }, team = demoTeam) =>
      tell(
        {
          type: "conversationUpdate",
          membersAdded: [{ id: `28:${demoBotId}`, name: "Kommunpuls" }],
          channelData: { tenant: { id: demoTenantId }, team, channel },
        },
        channel,
      ),
    /** Numbered respondents press a button of the survey's card. */
    press: (number: number, verb: string, data: object, place: { id: string; name: string }) =>
      tell(
        {
          type: "invoke",
          name: "adaptiveCard/action",
          value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
        },
        place,
        number,
      ),
    /** The same port and the same folder. */
    async start() {
      child = run();
      await healthy();
    },
    end,
    async stop() {
      await end();
      await connector.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
