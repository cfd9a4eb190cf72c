import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { tabSignIn } from "#platform/auth/tab-token.ts";
import { teamsClients, teamsInBrowser } from "#platform/auth/teams-clients.ts";
import { type Asked, type Download, type Route, route } from "#platform/feature.ts";
import { tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { anna, bearer, bo, type FakeTeams, fakeTeams, type Tester, tenantId } from "#test/harness/teams.ts";
import { PortTaken, type Server, startServer } from "./server.ts";

let teams: FakeTeams;
let server: Server;
let tabFolder: string;
const logged: string[] = [];
const issuer = "https://login.example/v2.0";
const foreignTenant = "99999999-9999-4999-8999-999999999999";

const routes: Route[] = [
  route({
    method: "GET",
    path: "/lunch/:id",
    about: "One lunch.",
    role: "anyone",
    handle: async ({ params, query, locale, person }: Asked) => ({
      ...params,
      query,
      locale,
      name: person.name,
    }),
  }),
  route({
    method: "POST",
    path: "/lunch",
    about: "Orders lunch.",
    role: "Organiser",
    input: z.strictObject({
      dish: z.string().max(10),
      guests: z.array(z.strictObject({ age: z.number() })).default([]),
    }),
    output: z.object({ dish: z.string() }),
    handle: async ({ input }) => ({ dish: input.dish, secret: "not in the schema" }),
  }),
  route({
    method: "DELETE",
    path: "/lunch/:id",
    about: "Cancels lunch.",
    role: "anyone",
    handle: async ({ params }: Asked) => {
      if (params.id === "eaten") throw new Refusal("eaten", { dish: "soppa" });
      if (params.id === "none") throw new NotFound();
      throw new Error("secret of the kitchen");
    },
  }),
  route({
    method: "GET",
    path: "/menu.csv",
    about: "The menu as a file.",
    role: "anyone",
    handle: async (): Promise<Download> => ({
      fileName: "meny – å.csv",
      contentType: "text/csv",
      text: "soppa",
    }),
  }),
  route({
    method: "GET",
    path: "/menu.xlsx",
    about: "The menu as a file of bytes.",
    role: "anyone",
    handle: async (): Promise<Download> => ({
      fileName: "meny.xlsx",
      contentType: "application/octet-stream",
      bytes: Uint8Array.of(0, 255, 10),
    }),
  }),
  route({
    method: "GET",
    path: "/token",
    about: "Gives the token back.",
    role: "anyone",
    handle: async ({ token }: Asked) => ({ token }),
  }),
  route({
    method: "GET",
    path: "/lies",
    about: "Gives what its schema does not allow.",
    role: "anyone",
    output: z.object({ n: z.number() }),
    handle: async () => ({ n: "one" }),
  }),
];

const eaten = { sv: "{dish} är uppäten.", fi: "{dish} on syöty.", en: "{dish} has been eaten." };
const lunch = {
  name: "lunch",
  texts: { sv: { eaten: eaten.sv }, fi: { eaten: eaten.fi }, en: { eaten: eaten.en } },
  routes,
};

beforeAll(async () => {
  teams = await fakeTeams();
  tabFolder = mkdtempSync(join(tmpdir(), "tab-"));
  mkdirSync(join(tabFolder, "assets"));
  writeFileSync(
    join(tabFolder, "index.html"),
    '<html lang="%LANG%" data-theme="%THEME%" data-local="%LOCAL%" data-teams="%TEAMS%">',
  );
  writeFileSync(join(tabFolder, "assets", "main-1a2b.js"), "let a = 1;");
  writeFileSync(join(tabFolder, "assets", "main-1a2b.js.gz"), gzipSync("let a = 1;"));
  server = await start();
});
afterAll(async () => {
  await server.close();
  await teams.close();
  rmSync(tabFolder, { recursive: true });
});

const start = (more: Partial<Parameters<typeof startServer>[0]> = {}) =>
  startServer({
    port: 0,
    host: "127.0.0.1",
    features: [lunch],
    signIn: tabSignIn({
      clientId: demoTabClientId,
      host: "puls.example",
      tenantIds: [tenantId],
      issuerOf: () => issuer,
      metadataUrlOf: () => teams.settings.metadataUrl,
      adminIds: [],
      organiserIds: [],
      readerIds: [],
    }),
    messages: async (authorization, body) => ({ status: 200, body: { authorization, body } }),
    ready: async () => ({ ok: true, detail: { store: "ok" } }),
    log: createLog((line) => void logged.push(line)),
    tabFolder,
    tabLink: (page) => `https://teams.example?page=${page}&app=1`,
    ...more,
  });

const token = (who: Tester = anna, claims: Record<string, unknown> = {}) =>
  bearer(teams.issuer, { ...tabClaims(who, demoTabClientId, issuer), ...claims });

async function ask(
  method: string,
  path: string,
  authorization?: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      "accept-language": "en",
      ...(authorization && { authorization }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("a person who is signed in is answered in the language that they ask for", async () => {
  const { status, body, headers } = await ask(
    "GET",
    "/api/lunch/7?dish=soppa&dish=sallad",
    await token(bo),
    undefined,
    {
      "accept-language": "nb, fi;q=0.8",
    },
  );

  expect(status).toBe(200);
  expect(body).toEqual({ id: "7", query: { dish: "soppa" }, locale: "fi", name: "Bo" });
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("a handler has the token that the person signed in by", async () => {
  const authorization = await token();

  expect((await ask("GET", "/api/token", authorization.replace("Bearer", "bearer"))).body).toEqual({
    token: authorization.replace("Bearer ", ""),
  });
});

test("what a handler gives is cut to the schema of the route", async () => {
  expect((await ask("POST", "/api/lunch", await token(), { dish: "soppa" })).body).toEqual({ dish: "soppa" });
});

test.for<[string, () => Promise<string> | undefined, number, string]>([
  ["no token", () => undefined, 401, "unauthorised"],
  ["a token for Teams' bot", () => teams.authorization(), 401, "unauthorised"],
  ["a token for another app", () => token(anna, { aud: foreignTenant }), 401, "unauthorised"],
  ["a token of another tenant", () => token(anna, { tid: foreignTenant }), 401, "unauthorised"],
  ["a token of another issuer", () => token(anna, { iss: "https://evil.example/" }), 401, "unauthorised"],
  ["an expired token", () => token(anna, { exp: 1_700_000_000 }), 401, "unauthorised"],
  ["a token that never expires", () => token(anna, { exp: undefined }), 401, "unauthorised"],
  [
    "a token of an app and no person",
    () => token(anna, { scp: undefined, roles: ["Admin"] }),
    401,
    "unauthorised",
  ],
  ["a token for another scope", () => token(anna, { scp: "User.Read" }), 401, "unauthorised"],
  ["a token of version 1", () => token(anna, { ver: "1.0" }), 401, "unauthorised"],
  [
    "a token that another program got for a person",
    () => token(anna, { azp: foreignTenant }),
    401,
    "unauthorised",
  ],
  ["a token that the tab's own app got", () => token(anna, { azp: demoTabClientId }), 401, "unauthorised"],
  ["a token that nobody got", () => token(anna, { azp: undefined }), 401, "unauthorised"],
  ["a token with two clients", () => token(anna, { appid: foreignTenant }), 401, "unauthorised"],
  [
    "a token whose client is a word of the language",
    () => token(anna, { azp: "constructor" }),
    401,
    "unauthorised",
  ],
  ["a token with a list of clients", () => token(anna, { azp: [teamsInBrowser] }), 401, "unauthorised"],
  ["a token that says that it is an app's", () => token(anna, { idtyp: "app" }), 401, "unauthorised"],
  ["a token of a kind unheard of", () => token(anna, { idtyp: "device" }), 401, "unauthorised"],
  ["a token of nobody", () => token(anna, { oid: "anna" }), 401, "unauthorised"],
  ["a person without the role", () => token(bo), 403, "forbidden"],
])("%s opens nothing", async ([, authorization, status, code]) => {
  const answer = await ask("POST", "/api/lunch", await authorization(), { dish: "soppa" });

  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ code, message: expect.any(String) });
});

test("a token may be made out to the application's address as well", async () => {
  expect(
    (await ask("GET", "/api/lunch/1", await token(anna, { aud: `api://puls.example/${demoTabClientId}` })))
      .status,
  ).toBe(200);
});

test.for(Object.entries(teamsClients))("a token that %s got (%s) is taken", async ([client]) => {
  for (const claims of [{ azp: client }, { azp: client.toUpperCase() }, { azp: undefined, appid: client }])
    expect((await ask("GET", "/api/token", await token(anna, { ...claims, idtyp: undefined }))).status).toBe(
      200,
    );
});

test("who is not believed is in the log by the reason, once a minute, and without a word about them", async () => {
  const lines: string[] = [];
  const watched = await start({ log: createLog((line) => void lines.push(line)) });
  const secret = await token(anna, { idtyp: "app" });
  for (const authorization of [secret, secret, secret, "Bearer anna@kommun.example", secret])
    await fetch(`${watched.url}/api/lunch/1`, { headers: { authorization } });

  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ name: "tab/sign-in", outcome: "refused", reason: "app token", count: 1 }),
    expect.objectContaining({ name: "tab/sign-in", outcome: "refused", reason: "header", count: 1 }),
  ]);
  expect(lines.join()).not.toMatch(/anna|kommun/i);
  await watched.close();
});

test("a configured list gives a role to a person whom Entra gives none", async () => {
  const signIn = tabSignIn({
    clientId: demoTabClientId,
    host: "puls.example",
    tenantIds: [tenantId],
    issuerOf: () => issuer,
    metadataUrlOf: () => teams.settings.metadataUrl,
    adminIds: [],
    organiserIds: [bo.id.toUpperCase()],
    readerIds: [],
  });

  expect(await signIn(await token(bo, { roles: [] }))).toEqual({
    tenantId,
    id: bo.id,
    name: "Bo",
    roles: ["Organiser"],
  });
});

test.for([
  ["too long", { dish: "x".repeat(11) }, "dish"],
  ["unknown keys", { dish: "soppa", price: 0 }, ""],
  ["deep down", { dish: "soppa", guests: [{ age: "ten" }] }, "guests.0.age"],
  ["a prototype", '{"dish":"soppa","__proto__":{"role":"Admin"}}', ""],
] as const)("input that does not fit says where: %s", async ([, input, path]) => {
  const { status, body } = await ask("POST", "/api/lunch", await token(), input);

  expect(status).toBe(400);
  expect(body).toEqual({ code: "badInput", message: expect.any(String), path });
});

test("a refusal is told in the person's language, with its reason as code", async () => {
  const { status, body } = await ask("DELETE", "/api/lunch/eaten", await token(), undefined, {
    "accept-language": "sv-FI",
  });

  expect(status).toBe(409);
  expect(body).toEqual({ code: "eaten", message: "soppa är uppäten." });
});

test("what is not there is 404", async () => {
  expect(await ask("DELETE", "/api/lunch/none", await token())).toMatchObject({
    status: 404,
    body: { code: "notFound" },
  });
});

test("a bug tells an id and nothing else, and is logged once under it", async () => {
  const { status, body } = await ask("DELETE", "/api/lunch/1", await token());

  expect(status).toBe(500);
  expect(body).toEqual({
    code: "broken",
    errorId: expect.any(String),
    message: expect.stringContaining(body.errorId),
  });
  expect(logged.filter((line) => line.includes(body.errorId))).toHaveLength(1);
  expect(logged.join()).not.toContain("kitchen");
});

test("an answer that does not fit its own schema is a bug", async () => {
  expect(await ask("GET", "/api/lies", await token())).toMatchObject({
    status: 500,
    body: { code: "broken" },
  });
});

test("a download is an attachment", async () => {
  const response = await fetch(`${server.url}/api/menu.csv`, { headers: { authorization: await token() } });

  expect(await response.text()).toBe("soppa");
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="meny_.csv"; filename*=UTF-8''meny%20%E2%80%93%20%C3%A5.csv`,
  );
});

test("a download of bytes comes as they are", async () => {
  const response = await fetch(`${server.url}/api/menu.xlsx`, { headers: { authorization: await token() } });

  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(0, 255, 10));
});

test.for([
  ["GET", "/api/none", 404, "notFound"],
  ["GET", "/none", 404, "notFound"],
  ["GET", "/../../etc/passwd", 404, "notFound"],
  ["PUT", "/api/lunch", 405, "methodNotAllowed"],
  ["GET", "/api/messages", 404, "notFound"],
  ["GET", "/tab/assets/none.js", 404, "notFound"],
  ["GET", "/local/people", 404, "notFound"],
] as const)("%s %s is answered with %i in JSON", async ([method, path, status, code]) => {
  expect(await ask(method, path, await token())).toMatchObject({ status, body: { code } });
});

test("forty requests at once are let through, and more are asked to wait", async () => {
  const busy = await token(anna, { oid: "a0000000-0000-4000-8000-000000000000" });

  const statuses = await Promise.all(
    Array.from({ length: 60 }, async () => (await ask("GET", "/api/lunch/1", busy)).status),
  );

  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40);
  expect(statuses).toContain(429);
});

test.for([
  ["203.0.113.5:", "203.0.113.6:443"],
  ["[2001:db8::5]:", "[2001:db8::6]:443"],
] as const)(
  "whoever fails to sign in from %s… is asked to wait, on whichever connection",
  async ([busy, other]) => {
    const behindProxy = await start({ behindProxy: true });
    const failing = async (address: string) =>
      (
        await fetch(`${behindProxy.url}/api/lunch/1`, {
          headers: { "x-forwarded-for": `198.51.100.7, ${address}` },
        })
      ).status;

    const statuses = await Promise.all(Array.from({ length: 60 }, (_, n) => failing(`${busy}${50_000 + n}`)));

    expect(statuses).toContain(429);
    expect(await failing(other)).toBe(401);
    await behindProxy.close();
  },
);

test("an activity is handed on with its token, and answered", async () => {
  const { status, body } = await ask("POST", "/api/messages", "Bearer a.b.c", { type: "message" });

  expect(status).toBe(200);
  expect(body).toEqual({ authorization: "Bearer a.b.c", body: { type: "message" } });
});

test("who proves nothing is refused before any of the body is read, and Teams at the same address never waits", async () => {
  const received: unknown[] = [];
  const strict = await start({
    admits: async (authorization) => authorization === "Bearer a.b.c",
    messages: async (_, body) => {
      received.push(body);
      return { status: 200 };
    },
  });
  const port = Number(new URL(strict.url).port);
  const post = (authorization: string) =>
    fetch(`${strict.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: "{}",
    });

  // 250,000 bytes are announced, and none comes.
  expect(await firstAnswer(port, "content-length: 250000")).toMatch(
    /^HTTP\/1\.1 401 [\s\S]*connection: close/i,
  );
  const refused = await Promise.all(Array.from({ length: 60 }, async () => (await post("Bearer no")).status));
  const taken = await Promise.all(
    Array.from({ length: 60 }, async () => (await post("Bearer a.b.c")).status),
  );

  expect(new Set(refused)).toEqual(new Set([401, 429]));
  expect(new Set(taken)).toEqual(new Set([200]));
  expect(received).toHaveLength(60);
  await strict.close();
});

test("behind the proxy each address has refusals of its own", async () => {
  const strict = await start({ admits: async () => false, behindProxy: true });
  const post = async (address: string) =>
    (
      await fetch(`${strict.url}/api/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": `198.51.100.7, ${address}` },
        body: "{}",
      })
    ).status;

  const busy = await Promise.all(Array.from({ length: 60 }, (_, n) => post(`203.0.113.9:${50_000 + n}`)));

  expect(busy).toContain(429);
  expect(await post("203.0.113.10:50000")).toBe(401);
  await strict.close();
});

function firstAnswer(port: number, header: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
    socket.write(
      `POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${header}\r\n\r\n`,
    );
  });
}

test.for<[string, number, () => { body: BodyInit; headers: Record<string, string> }]>([
  [
    "packed",
    415,
    () => ({
      body: gzipSync("{}"),
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    }),
  ],
  [
    "broken packed",
    415,
    () => ({
      body: "\u001f\u008bno",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    }),
  ],
  ["a form", 415, () => ({ body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } })],
  ["no JSON", 400, () => ({ body: "{", headers: { "content-type": "application/json" } })],
  [
    "too big",
    413,
    () => ({ body: JSON.stringify("x".repeat(257 * 1024)), headers: { "content-type": "application/json" } }),
  ],
])("a body that is %s is refused with %i", async ([, status, request]) => {
  const response = await fetch(`${server.url}/api/messages`, { method: "POST", ...request() });

  expect(response.status).toBe(status);
});

test("a body that lies about its length is cut off at the limit", async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(16 * 1024))),
  });
  const sending = fetch(`${server.url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: endless,
    duplex: "half",
  } as RequestInit);

  // The connection may be closed while the client still writes: either way nothing more is read.
  expect(
    await sending.then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
});

test("a client that is too slow is closed, and others are served meanwhile", async () => {
  const impatient = await start({ patienceMs: { headers: 1_000, request: 2_000 } });
  const port = Number(new URL(impatient.url).port);
  const slow = connect(port, "127.0.0.1");
  slow.write(
    "POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
  );
  const closed = new Promise<void>((resolve) => slow.on("close", () => resolve()));
  slow.on("error", () => undefined);
  slow.resume();

  expect((await fetch(`${impatient.url}/healthz`)).status).toBe(200);

  await closed;
  await impatient.close();
});

test.for(["/forum/topics/%E4", "/%", "/terms/concepts/%C3%28"])(
  "a malformed address, %s, gets the tab's page, which has words for it",
  async (path) => {
    const response = await fetch(`${server.url}/tab${path}?lang=fi`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors");
    expect(await response.text()).toContain('lang="fi"');
  },
);

test("the tab's page has the language and theme of its address in it, and the way into Teams", async () => {
  const response = await fetch(`${server.url}/tab/surveys/7?lang=fi&theme=dark`);

  expect(await response.text()).toBe(
    '<html lang="fi" data-theme="dark" data-local="0" data-teams="https://teams.example?page=/surveys&amp;app=1">',
  );
  expect(response.headers.get("cache-control")).toBe("no-cache");
});

test("nothing else of an address reaches the page", async () => {
  const response = await fetch(`${server.url}/tab?lang=%22%3E%3Cscript%3E&theme=glass`);

  expect(await response.text()).toBe(
    '<html lang="sv" data-theme="default" data-local="0" data-teams="https://teams.example?page=/&amp;app=1">',
  );
});

test("the tab runs scripts of its own only, and only inside Teams", async () => {
  const policy = (await fetch(`${server.url}/tab`)).headers.get("content-security-policy");

  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com");
  expect(policy).not.toContain("frame-ancestors 'self'");
});

test("files of the tab are kept for good, and sent packed as they lie", async () => {
  const response = await fetch(`${server.url}/tab/assets/main-1a2b.js`);

  expect(await response.text()).toBe("let a = 1;");
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("the server says whether it is ready, and of what it is not", async () => {
  const waiting = await start({ ready: async () => ({ ok: false, detail: { store: "gone" } }) });

  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const response = await fetch(`${waiting.url}/healthz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ok: false, detail: { store: "gone" } });
  await waiting.close();
});

test("the routes describe themselves", async () => {
  const { body } = await ask("GET", "/api/openapi.json");

  expect(body).toMatchObject({
    openapi: "3.1.0",
    paths: {
      "/api/lunch": { post: { summary: "Orders lunch.", requestBody: { required: true } } },
      "/api/lunch/{id}": { get: { parameters: [{ name: "id", in: "path" }] }, delete: {} },
    },
  });
});

test("a port that is in use is told in one sentence", async () => {
  const port = Number(new URL(server.url).port);

  await expect(start({ port })).rejects.toThrow(new PortTaken(port));
});

test("a tab that is not built is told in one sentence", async () => {
  await expect(start({ tabFolder: join(tabFolder, "none") })).rejects.toThrow("The tab is not built");
});

test("a route of local mode is there for this machine alone, under its own name", async () => {
  const local = await start({
    local: [{ method: "POST", path: "/local/echo", handle: async ({ body }) => ({ status: 200, body }) }],
  });
  const port = Number(new URL(local.url).port);

  const here = await fetch(`${local.url}/local/echo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"a":1}',
  });
  const rebound = await rawPost(port, "evil.example");

  expect(await here.json()).toEqual({ a: 1 });
  expect(rebound).toContain("404");
  expect((await fetch(`${local.url}/tab`)).headers.get("content-security-policy")).toContain(
    "frame-ancestors 'self' ",
  );
  await local.close();
});

/** fetch will not let a test choose the Host header. */
function rawPost(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
    socket.write(
      `POST /local/echo HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
    );
  });
}
