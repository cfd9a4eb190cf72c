import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { demoChannel } from "#demo/door.ts";
import type { SurveyRow } from "#features/surveys/contract.ts";
import { launch, surroundings } from "#test/e2e/harness/launch.ts";
import { customerSurveyId, person } from "#test/e2e/harness/server.ts";
import { parseBicep } from "../../../../infra/bicep.ts";

/* What whoever starts the server sees, as a process of its own. */

const root = join(import.meta.dirname, "../../../..");

test.for(["PORT", "PLAYGROUND_PORT"] as const)("a %s in use is said in one sentence", async (name) => {
  const { environment } = await place();
  const taken = createServer().listen(Number(environment[name]), "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");

  const { code, error } = await failing(environment);

  expect(code).toBe(1);
  expect(error).toMatch(
    new RegExp(
      `^Port ${environment[name]}[^.]* is in use by another program\\. Stop it, or set ${name} to another number\\.\\n$`,
    ),
  );
});

test("a damaged store is said in one sentence, and is left as it is", async () => {
  const { environment, folder } = await place();
  const file = join(folder, "kommunpuls.db");
  await writeFile(file, "This is no database, and long enough to be told from an empty file. ".repeat(100));

  const { code, error } = await failing(environment);

  expect(code).toBe(1);
  expect(error).toMatch(/^The store file kommunpuls\.db is damaged: [^\n]+\.\n$/);
  expect(await readFile(file, "utf8")).toMatch(/^This is no database/);
});

test("a data folder that can't be one is said in one sentence", async () => {
  const { environment, folder } = await place();
  const file = join(folder, "data");
  await writeFile(file, "");

  for (const path of [file, join(file, "below")]) {
    const { code, error } = await failing({ ...environment, DATA_FOLDER: path });

    expect(code).toBe(1);
    expect(error).toBe(
      `The data folder ${path} can't be used: check who owns it and its rights, or set DATA_FOLDER to another.\n`,
    );
  }
});

test("a tab that was never built is said in one sentence", async () => {
  const { environment, folder } = await place();
  const tree = await checkout(join(folder, "tree"));

  const { code, error } = await failing(environment, join(tree, "bot/src/main.ts"));

  expect(code).toBe(1);
  expect(error).toMatch(/^The tab is not built: [^\n]+ Run "npm run build" first\.\n$/);
});

test("it starts from a folder whose name has a space, å and ö, and keeps its data there", async () => {
  const { url, environment, folder } = await place();
  const tree = await checkout(join(folder, "Åsas mapp med ö"));
  await cp(join(root, "tab/dist"), join(tree, "tab/dist"), { recursive: true });
  const data = join(tree, ".data");

  const server = begin(
    { ...environment, PLAYGROUND: "none", DATA_FOLDER: data },
    join(tree, "bot/src/main.ts"),
  );
  await server.until("ready", async () => (await health(url)) === 200);

  const page = await (await fetch(`${url}/tab`)).text();
  const [script = ""] = page.match(/\/tab\/assets\/[\w-]+\.js/) ?? [];
  expect((await fetch(url + script)).headers.get("content-type")).toMatch(/javascript/);
  expect(existsSync(join(data, "kommunpuls.db"))).toBe(true);
  expect(server.said.error).toBe("");
});

test("in production every missing setting is named, one a line", async () => {
  const { code, error } = await failing({ NODE_ENV: "production", BOT_ID: "kommunpuls" });

  expect(code).toBe(1);
  const lines = error.trimEnd().split("\n");
  expect(lines[0]).toBe("BOT_ID is wrong: must be a GUID.");
  expect(lines.slice(1).map((line) => line.split(" is missing. ")[0])).toEqual([
    "BOT_TENANT_ID",
    "BOT_TYPE",
    "TAB_CLIENT_ID",
    "TENANT_IDS",
    "PUBLIC_URL",
    "STORAGE_ACCOUNT",
    "KEY_VAULT_URL",
  ]);
});

test("local mode is refused in production", async () => {
  const { environment } = await place();

  const { code, error } = await failing({ ...environment, NODE_ENV: "production" });

  expect(code).toBe(1);
  expect(error).toBe("LOCAL is refused in production: it lets demo people in.\n");
});

test("it is ready when store and jobs are, and no longer when the store breaks underneath", async () => {
  const { url, environment, folder } = await place();
  const server = begin(environment);
  const statuses = new Set<number>();
  await server.until("ready", async () => {
    const status = await health(url);
    statuses.add(status);
    return status === 200;
  });
  expect([...statuses].filter((status) => ![0, 200, 503].includes(status))).toEqual([]);

  const file = new DatabaseSync(join(folder, "kommunpuls.db"));
  onTestFinished(() => file.close());
  file.exec("ALTER TABLE rows RENAME TO elsewhere");
  await expect.poll(() => health(url)).toBe(503);

  file.exec("ALTER TABLE elsewhere RENAME TO rows");
  await expect.poll(() => health(url)).toBe(200);
});

test.for(["SIGINT", "SIGTERM"] as const)("%s ends server, threads and local Teams client", async (name) => {
  const { url, playgroundUrl, environment } = await place();
  const server = begin(environment);
  await server.says("Ctrl-C");

  server.signal(name);

  expect(await server.ended()).toBe(0);
  expect(server.said.error).toBe("");
  for (const address of [url, playgroundUrl]) expect(await health(address)).toBe(0);
});

test("the command that main.bicep starts the site by ends gently when it alone is told to", async () => {
  const { url, environment } = await place();
  const { PATH = "" } = process.env;
  // As the cloud does, which writes it into a script for the shell.
  const site = spawn("sh", ["-c", siteCommand()], {
    cwd: root,
    env: { PATH, ...environment, PLAYGROUND: "none" },
    detached: true,
    stdio: "ignore",
  });
  onTestFinished(() => endGroup(site));
  await expect.poll(() => health(url), { timeout: 50_000 }).toBe(200);

  const exit = once(site, "exit");
  site.kill("SIGTERM");

  expect(await exit).toEqual([0, null]);
  expect(await health(url)).toBe(0);
});

test.for([
  {
    when: "before the server listens",
    isThen: ({ folder }: Place) => existsSync(join(folder, "kommunpuls.log")),
  },
  { when: "before the local Teams client does", isThen: async ({ url }: Place) => (await health(url)) !== 0 },
])("Ctrl-C $when ends all of it", async ({ isThen }) => {
  const room = await place();
  const server = begin(room.environment);
  await server.until("its start", () => isThen(room));

  server.signal("SIGINT");

  expect(await server.ended()).toBe(0);
  expect(server.said.error).toBe("");
});

test("a killed server takes the local Teams client with it", async () => {
  const { environment } = await place();
  const server = begin(environment);
  await server.says("Ctrl-C");

  server.kill();

  await server.ended();
});

type Place = Awaited<ReturnType<typeof surroundings>>;

test("a restart keeps surveys, answers, places and languages", async () => {
  const room = await place();
  const anna = apiOf(room.url, "Anna");
  const first = begin(room.environment);
  // No oftener: what is asked for Anna is counted against the limit that her demo fills itself within.
  await first.until("the demo", () => isFilled(anna), 1_000);
  await anna("PUT", "/me/language", { language: "fi" });
  const before = await shownTo(anna);
  first.signal("SIGTERM");
  expect(await first.ended()).toBe(0);

  const second = begin(room.environment);
  await second.until("ready", async () => (await health(room.url)) === 200);

  expect(await shownTo(anna)).toEqual(before);
  expect(before).toMatchObject({
    me: { language: "fi" },
    // The general channel has no name of its own, and is called by the person's language.
    places: { places: [{ name: "Yleinen" }, { name: demoChannel.name }] },
    results: { release: { respondents: 347 } },
  });
});

test("a full disk under the log, requests that can't be answered and a store that is emptied end no server", async () => {
  const { url, environment, folder } = await place();
  await symlink("/dev/full", join(folder, "kommunpuls.log"));
  const server = begin({ ...environment, PLAYGROUND: "none" });
  await server.until("ready", async () => (await health(url)) === 200);

  const page = await (await fetch(`${url}/tab`)).text();
  const script = /assets\/[\w.-]+\.js/.exec(page)?.[0] ?? "";
  expect(script).not.toBe("");
  for (const range of ["bytes=5-2", "bytes=-5", "bytes=999999999-"])
    expect((await fetch(`${url}/tab/${script}`, { headers: { range } })).status).toBe(200);
  expect(await raw(url, "GET /tab HTTP/1.1\r\nhost: [\r\nconnection: close\r\n\r\n")).toMatch(
    /^HTTP\/1\.1 400/,
  );
  for (let asked = 0; asked < 40; asked++) await fetch(`${url}/api/me`);
  expect(await health(url)).toBe(200);
  expect(server.said.error).toMatch(
    /^The log [^\n]+ can't be written \(ENOSPC\): the app goes on without it\.\n$/,
  );

  server.signal("SIGTERM");
  expect(await server.ended()).toBe(0);
  await truncate(join(folder, "kommunpuls.db"));
  const { code, error } = await failing({ ...environment, PLAYGROUND: "none" });
  expect(code).toBe(1);
  expect(error).toContain(
    "The store file kommunpuls.db is empty, and was not when it was made: put back a copy",
  );
});

/** The first words of what is answered to a request as it is written. */
function raw(url: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
    socket.once("close", () => resolve(""));
    socket.write(request);
  });
}

type Api = ReturnType<typeof apiOf>;

/** The tab's way in, as a demo person. */
function apiOf(url: string, name: string) {
  async function ask(method: string, address: string, input?: object, headers = {}): Promise<unknown> {
    const response = await fetch(url + address, {
      method,
      headers: { "content-type": "application/json", ...headers },
      signal: AbortSignal.timeout(10_000),
      ...(input && { body: JSON.stringify(input) }),
    });
    if (!response.ok) throw new Error(`${method} ${address} was answered ${response.status}.`);
    return response.json();
  }
  return async (method: string, path: string, input?: object): Promise<unknown> => {
    const { token } = (await ask("POST", "/local/tokens", { personId: person(name).id })) as {
      token: string;
    };
    return ask(method, `/api${path}`, input, { authorization: `Bearer ${token}` });
  };
}

/** The demo's closed surveys are counted, its pulse is open, and what is to be translated is written. */
async function isFilled(api: Api): Promise<boolean> {
  const answer = await api("GET", "/surveys").catch(() => ({ surveys: [] }));
  const { surveys } = answer as { surveys: SurveyRow[] };
  return String(surveys.map(({ state }) => state).toSorted()) === "draft,open,released,released";
}

const shownTo = async (api: Api) => ({
  me: await api("GET", "/me"),
  surveys: await api("GET", "/surveys"),
  places: await api("GET", "/surveys/places"),
  sendings: await api("GET", `/surveys/${customerSurveyId}/sendings`),
  results: await api("GET", `/surveys/${customerSurveyId}/results`),
});

/** What App Service runs. */
function siteCommand(): string {
  const site = parseBicep(readFileSync(join(root, "infra/main.bicep"), "utf8")).find(
    ({ name }) => name === "site",
  );
  const command = site?.values["properties.siteConfig.appCommandLine"];
  if (command?.kind !== "string") throw new Error("The site has no command.");
  return command.text;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-Number(pid), "SIGKILL");
  } catch {
    // Nobody is left, as it should be.
  }
}

/** A copy of what the server is started from, but for the built tab. */
async function checkout(tree: string): Promise<string> {
  await mkdir(join(tree, "tab"), { recursive: true });
  for (const path of ["bot/src", "bot/package.json", ".m365agentsplayground.yml"])
    await cp(join(root, path), join(tree, path), { recursive: true });
  for (const path of ["node_modules", "bot/node_modules"]) await symlink(join(root, path), join(tree, path));
  return tree;
}

/** A folder and ports, gone after the test. */
async function place(): Promise<Place> {
  const room = await surroundings();
  onTestFinished(room.remove);
  return room;
}

function begin(environment: Record<string, string>, entry?: string) {
  const server = launch(environment, entry);
  onTestFinished(server.stop);
  return server;
}

/** A start that comes to nothing: what it leaves is its exit code and words. */
async function failing(environment: Record<string, string>, entry?: string) {
  const server = begin(environment, entry);
  const code = await server.ended();
  return { code, error: server.said.error };
}

/** The status of /healthz; 0 where nobody listens. */
const health = (url: string): Promise<number> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status,
    () => 0,
  );
