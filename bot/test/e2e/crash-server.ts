import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../azurite.ts";
import { botId, tenantId } from "../teams.ts";

/* The real server as a process of its own, which a test ends without warning and starts again. */

export type Server = Awaited<ReturnType<typeof crashableServer>>;
export type Voter = { id: string; name: string };
export type Channel = { id: string; teamId: string };

const main = new URL("../../src/main.ts", import.meta.url).pathname;
const readyWithinMs = 30_000;
const deadlineMs = 10_000;

/** A server on the folder; it keeps its port over restarts, as a server in the cloud keeps its address. */
export async function crashableServer(folder: string, connectorPort: number) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const serviceUrl = `http://localhost:${connectorPort}/_connector`;
  let child: ChildProcess | undefined;
  let token: Promise<string> | undefined;

  async function post(path: string, body: object, headers: Record<string, string> = {}) {
    return fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
    });
  }

  async function start(): Promise<void> {
    token = undefined;
    child = spawn(process.execPath, [main], {
      env: {
        LOCAL: "1",
        PLAYGROUND: "none",
        PORT: String(port),
        PLAYGROUND_PORT: String(connectorPort),
        DATA_FOLDER: folder,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const end = performance.now() + readyWithinMs;
    while (child.exitCode === null && performance.now() < end) {
      const health = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(deadlineMs) }).catch(
        nothing,
      );
      if (health?.ok) return;
      await sleep(30);
    }
    throw new Error("The server does not get ready.");
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  async function ask<T>(personId: string, method: string, path: string, input?: object): Promise<T> {
    token ??= post("/local/tokens", { personId })
      .then((response) => response.json())
      .then((body: { token: string }) => body.token);
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(deadlineMs),
      ...(input && { body: JSON.stringify(input) }),
    });
    const body: T = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
    return body;
  }

  async function tell(channel: Channel, activity: object, from: object = { id: "29:teams" }) {
    const response = await post("/local/messages", {
      id: crypto.randomUUID(),
      channelId: "msteams",
      serviceUrl,
      locale: "sv-FI",
      from,
      recipient: { id: `28:${botId}`, name: "Kommunpuls" },
      conversation: { id: channel.id, tenantId, conversationType: "channel", isGroup: true },
      channelData: {
        tenant: { id: tenantId },
        team: { id: channel.teamId, name: channel.teamId },
        channel: { id: channel.id, name: channel.id },
      },
      ...activity,
    });
    if (!response.ok) throw new Error(`An activity was answered ${response.status}.`);
    return response.text();
  }

  return {
    start,
    /** kill -9, and up again. */
    async crash() {
      await end("SIGKILL");
      await start();
    },
    stop: () => end("SIGTERM"),
    /** A request of the tab by a demo person: always the same one, whose token is kept until the next start. */
    ask,
    /** The bot is added to a channel. */
    arrive: (channel: Channel) =>
      tell(channel, { type: "conversationUpdate", membersAdded: [{ id: `28:${botId}` }] }),
    /** A press of a card button; gives the answer's text. Throws when there is none. */
    press: (voter: Voter, channel: Channel, verb: string, data: object) =>
      tell(
        channel,
        {
          type: "invoke",
          name: "adaptiveCard/action",
          value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
        },
        { id: `29:${voter.id}`, name: voter.name, aadObjectId: voter.id },
      ),
  };
}

const nothing = () => undefined;
