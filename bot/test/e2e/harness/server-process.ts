import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { demoBotId, demoTenantId } from "#platform/local/people.ts";
import { freePort } from "#test/harness/azurite.ts";

export type ServerProcess = Awaited<ReturnType<typeof serverProcess>>;
export type Named = { id: string; name: string };
type Place = { channel: Named; team: Named };

const main = join(import.meta.dirname, "../../../src/main.ts");
const readyWithinMs = 60_000;
const deadlineMs = 30_000;
const bot = { id: `28:${demoBotId}`, name: "Kommunpuls" };

/**
 * The real server on the folder, as a process of its own, which a test ends and starts again. It keeps its port over
 * restarts, as a server in the cloud keeps its address.
 */
export async function serverProcess(folder: string, teamsPort: number) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;

  const hasEnded = () => !child || child.exitCode !== null || child.signalCode !== null;

  async function start(): Promise<void> {
    child = spawn(process.execPath, [main], {
      env: {
        LOCAL: "1",
        PLAYGROUND: "none",
        PORT: String(port),
        PLAYGROUND_PORT: String(teamsPort),
        DATA_FOLDER: folder,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const end = performance.now() + readyWithinMs;
    while (!hasEnded() && performance.now() < end) {
      const health = await request("GET", "/healthz").catch(() => undefined);
      if (health?.ok) return;
      await sleep(30);
    }
    throw new Error("The server does not start.");
  }

  async function end(signal: "SIGKILL" | "SIGTERM" = "SIGTERM"): Promise<void> {
    if (!child || hasEnded()) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  function request(method: string, path: string, input?: object, token?: string): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(input && { "content-type": "application/json" }),
      },
      ...(input && { body: JSON.stringify(input) }),
      signal: AbortSignal.timeout(deadlineMs),
    });
  }

  /** A real token, from the local issuer; good until the server ends. */
  async function token(personId: string): Promise<string> {
    const response = await request("POST", "/local/tokens", { personId });
    const body: { token: string } = await response.json();
    return body.token;
  }

  /** An activity as Teams posts it, unsigned, since the local door signs it; gives the answer's text. */
  async function tell(activity: object, from: Named, { channel, team }: Place): Promise<string> {
    const response = await request("POST", "/local/messages", {
      id: crypto.randomUUID(),
      channelId: "msteams",
      serviceUrl: `http://localhost:${teamsPort}/_connector`,
      locale: "sv-FI",
      from: { id: `29:${from.id}`, name: from.name, aadObjectId: from.id },
      recipient: bot,
      conversation: { id: channel.id, tenantId: demoTenantId, conversationType: "channel", isGroup: true },
      channelData: { tenant: { id: demoTenantId }, team, channel: { ...channel, type: "standard" } },
      ...activity,
    });
    if (!response.ok) throw new Error(`An activity was answered ${response.status}.`);
    return response.text();
  }

  return {
    url,
    start,
    end,
    hasEnded,
    token,
    request,
    /** The bot is added to a channel. */
    join: (from: Named, place: Place) =>
      tell({ type: "conversationUpdate", membersAdded: [bot] }, from, place),
    /** A press of a card button. */
    press: (from: Named, place: Place, verb: string, data: object) =>
      tell(
        {
          type: "invoke",
          name: "adaptiveCard/action",
          value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
        },
        from,
        place,
      ),
  };
}
