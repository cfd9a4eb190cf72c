import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tabSignIn } from "#platform/auth/tab-token.ts";
import { type Server, startServer } from "#platform/http/server.ts";
import { createTeams, type Teams } from "#platform/teams/adapter.ts";
import type { Incoming } from "#platform/teams/incoming/incoming.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { unpaced } from "#test/harness/teams.ts";
import { createLocal, type Local } from "./local.ts";
import { demoBotId, demoPeople, demoTenantId } from "./people.ts";
import { connectorUrlAt, PlaygroundFailed, startPlayground } from "./playground.ts";

// The activities were captured from the local Teams client, which then listened at this port.
const connectorUrl = connectorUrlAt(56171);
const project = join(import.meta.dirname, "../../../..");
const settingsFile = join(project, ".m365agentsplayground.yml");

let origin: string;
let local: Local;
let teams: Teams;
let server: Server;
let seen: Incoming[] = [];

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  local = await createLocal(origin, connectorUrl);
  const log = createLog(() => undefined);
  teams = createTeams({
    ...local.teams,
    pace: unpaced,
    answer: async (incoming) => {
      seen.push(incoming);
      return { reply: { notice: "Tack!" } };
    },
    log,
    notices: { slow: () => "", broken: () => "" },
  });
  server = await startServer({
    port,
    host: "127.0.0.1",
    features: [],
    signIn: tabSignIn(local.tab),
    messages: teams.receive,
    ready: async () => ({ ok: true, detail: {} }),
    log,
    local: local.routes(teams.receive),
  });
});
afterAll(() => server.close());

const post = (path: string, body: unknown) =>
  fetch(origin + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("a demo person gets a token that the sign-in of production accepts", async () => {
  const { people } = (await (await fetch(`${origin}/local/people`)).json()) as {
    people: { id: string; role: string }[];
  };
  const { token } = (await (await post("/local/tokens", { personId: people[0]?.id })).json()) as {
    token: string;
  };

  expect(people.map(({ role }) => role)).toEqual(["administratör", "läsare", "svarar", "gör enkäter"]);
  expect(await tabSignIn(local.tab)(`Bearer ${token}`)).toEqual({
    tenantId: demoTenantId,
    id: demoPeople[0]?.id,
    name: "Anna",
    roles: ["Admin"],
  });
});

test("nobody else gets one", async () => {
  expect((await post("/local/tokens", { personId: "e0000000-0000-4000-8000-000000000000" })).status).toBe(
    404,
  );
  expect((await post("/local/tokens", {})).status).toBe(404);
});

const expected: Record<string, object | undefined> = {
  "installed-personal": { kind: "added", place: { scope: "personal", id: "a:anna-och-kommunpuls" } },
  "installed-group": { kind: "added", place: { scope: "group", name: "Lunchgruppen – Lounasporukka" } },
  "installed-channel": {
    kind: "added",
    place: {
      scope: "channel",
      id: "19:valmaende@thread.tacv2",
      name: "Välmående – Hyvinvointi",
      teamName: "Kommunnätverket",
    },
  },
  "member-added-personal": { kind: "seen" },
  "member-added-group": { kind: "seen" },
  "member-added-channel": { kind: "seen", place: { name: "Välmående – Hyvinvointi" } },
  "message-personal": { kind: "message", text: "hej", localeTag: "en-US", person: { name: "Anna" } },
  "message-group": { kind: "message", text: "hej", place: { scope: "group" } },
  "message-channel": { kind: "message", text: "hej", place: { id: "19:valmaende@thread.tacv2" } },
  "press-personal": {
    kind: "action",
    verb: "surveys/answer",
    data: { id: "1", word: "soppa" },
    automatic: false,
  },
  "press-group": { kind: "action", place: { scope: "group" } },
  "press-channel": { kind: "action", place: { id: "19:valmaende@thread.tacv2", scope: "channel" } },
  "look-up": { kind: "lookUp", verb: "glossary/terms", text: "kommun", page: { skip: 0, count: 25 } },
  act: { kind: "messageAction", verb: "glossary/check", message: { text: "" } },
  "act-sent-in": { kind: "messageSubmit", verb: "glossary/propose", data: { title: "Ett ord" } },
  link: { kind: "link", url: "http://localhost:3978/tab/terms/concepts/1", person: { name: "Anna" } },
  "channel-renamed": { kind: "seen", place: { id: "19:valmaende@thread.tacv2" } },
  "team-renamed": { kind: "seen", place: { teamName: "Kommunnätverket" } },
  "removed-channel": { kind: "removed" },
};

const captured = globSync("bot/test/activities/playground-*.json", { cwd: project })
  .map((path) => join(project, path))
  .sort();

test.for(captured)("%s is signed by the stand-in and understood", async (file) => {
  seen = [];

  const response = await post("/local/messages", JSON.parse(readFileSync(file, "utf8")));

  expect(response.status).toBe(200);
  expect(seen).toMatchObject([expected[basename(file, ".json").replace("playground-", "")]]);
});

test("the stand-in signs nothing that the gate would not let in from Teams", async () => {
  const activity = JSON.parse(
    readFileSync(captured.find((file) => file.includes("message-personal")) ?? "", "utf8"),
  );

  expect(
    (await post("/local/messages", { ...activity, serviceUrl: "http://localhost:1/_connector" })).status,
  ).toBe(401);
  expect((await post("/local/messages", { ...activity, channelId: "emulator" })).status).toBe(401);
  expect((await post("/local/messages", [])).status).toBe(401);
});

test("the bot's own door stays shut for what is unsigned, in local mode as well", async () => {
  const activity = JSON.parse(
    readFileSync(captured.find((file) => file.includes("message-personal")) ?? "", "utf8"),
  );

  expect((await post("/api/messages", activity)).status).toBe(401);
});

test("the local Teams client knows the same people, bot and tenant", () => {
  const settings = readFileSync(settingsFile, "utf8");

  for (const { id, name } of demoPeople) {
    expect(settings).toMatch(
      new RegExp(`- id: ${id}\\n +name: ${name}\\n|currentUser:\\n +id: ${id}\\n +name: ${name}\\n`),
    );
    expect(settings).toContain(`aadObjectId: ${id}`);
  }
  expect(settings).toContain(`id: 28:${demoBotId}`);
  expect(settings).toContain(`tenantId: ${demoTenantId}`);
});

test("the local Teams client starts, finds its settings good, and stops", async () => {
  const port = await freePort();
  const start = () =>
    startPlayground({
      port,
      endpoint: `${origin}/local/messages`,
      settingsFile,
      folder: join(tmpdir(), `playground-${port}`),
      environment: process.env,
    });

  const playground = await start();

  expect(await (await fetch(playground.url)).text()).toContain("<html");
  await expect(start()).rejects.toThrow(PlaygroundFailed);
  // Reached from this machine alone: at no address that it has besides its own.
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && !one.internal && one.family === "IPv4");
  for (const address of [...others.map((one) => one?.address ?? ""), "127.0.0.2"])
    expect(await connects(address, port), address).toBe(false);
  expect(await connects("127.0.0.1", port)).toBe(true);
  await playground.stop();
  await expect(fetch(playground.url)).rejects.toThrow();
}, 120_000);

test("a local Teams client that ends by itself is told of, and one that is stopped is not", async () => {
  const said: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), "playground-"));
  const start = async (port: number) =>
    startPlayground({
      port,
      endpoint: `${origin}/local/messages`,
      settingsFile,
      folder,
      environment: process.env,
      stopped: (sentence) => void said.push(sentence),
    });
  const stopped = await start(await freePort());
  await stopped.stop();
  expect(said).toEqual([]);

  const crashed = await start(await freePort());
  process.kill(crashed.pid, "SIGKILL");

  await expect
    .poll(() => said)
    .toEqual([`The local Teams client stopped; its log is in ${join(folder, "devTools")}.`]);
  await crashed.stop();
  await rm(folder, { recursive: true });
}, 60_000);

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (isConnected: boolean) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
