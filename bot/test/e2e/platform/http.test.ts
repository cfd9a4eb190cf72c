import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SessionView } from "#features/coffee/contract.ts";
import { template } from "#features/surveys/survey/templates.ts";
import {
  coffeeDate,
  coffeeId,
  coffeeRows,
  hiddenTitle,
  questionId,
  weekly,
} from "#test/e2e/coffee/coffee-routes.ts";
import {
  foreignTenantId,
  type HttpApp,
  httpApp,
  otherTenantId,
  type Who,
} from "#test/e2e/harness/http-app.ts";
import type { Row } from "#test/e2e/harness/route-row.ts";
import { fillNetwork, networkRows } from "#test/e2e/network/network-routes.ts";
import {
  anna,
  asked,
  channel,
  group,
  personal,
  pressed,
  submitted,
  type Tester,
  type Where,
} from "#test/harness/teams.ts";

/* Every address and every button of the whole app, asked by everybody who should not. */

let app: HttpApp;
const surveyId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a02";
const draftId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a03";
const sendingId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a01";
const draft = { ...template("veckopuls").draft, closesAt: new Date(Date.now() + 86_400_000).toISOString() };

beforeAll(async () => {
  app = await httpApp();
  await app.post(
    app.teams.activity({ type: "conversationUpdate", membersAdded: [{ id: "28:none" }] }, anna, channel),
  );
  await app.post(app.teams.activity({ type: "installationUpdate", action: "add" }, anna, channel));
  const authorization = await app.token(anna);
  for (const id of [surveyId, draftId])
    expect(await app.request("POST", "/api/surveys", { authorization, body: { id, draft } })).toMatchObject({
      status: 200,
    });
  // Few are in its channel.
  const body = { id: sendingId, placeIds: [channel.id], at: null, evenIfFew: true };
  expect(
    await app.request("POST", `/api/surveys/${surveyId}/sendings`, { authorization, body }),
  ).toMatchObject({ status: 200 });
  await app.work();
  const { method, path, body: coffee } = coffeeRows[3] as Row;
  for (const [at, input] of [
    [path, coffee],
    [`/api/coffee/series/${coffeeId}/start`, undefined],
  ] as const)
    expect(await app.request(method, at, { authorization, body: input })).toMatchObject({ status: 200 });
  Object.assign(ids, await fillNetwork(app, draft, waiting));
  await app.work();
});
afterAll(() => app.close());
beforeEach(() => void app.written.splice(0));

/** Has asked to be let into the network. */
const waiting: Who = { tenantId: anna.tenantId, id: crypto.randomUUID(), name: "Cecilia", roles: [] };

/** Nobody before: a person whom no limit and no memory knows. */
const somebody = (roles: string[], tenantId = anna.tenantId): Who => ({
  tenantId,
  id: crypto.randomUUID(),
  name: "Bo",
  roles,
});

/** Tokens of such people, a new one well before the limit on what one person may ask. */
function strangers(roles: string[], tenantId?: string): () => Promise<string> {
  let asked = 0;
  let authorization = "";
  return async () => {
    if (asked++ % 25 === 0) authorization = await app.token(somebody(roles, tenantId));
    return authorization;
  };
}

const rows: Row[] = [
  { method: "GET", path: "/api/me", may: [200, 200, 200] },
  { method: "PUT", path: "/api/me/language", body: { language: "fi" }, may: [200, 200, 200] },
  // The address says no to whom the file itself does.
  {
    method: "POST",
    path: "/api/files",
    body: { path: `/surveys/${surveyId}/results.csv` },
    may: [200, 200, 200],
  },
  { method: "GET", path: "/api/jobs/parked", may: [403, 403, 403] },
  { method: "POST", path: "/api/jobs/parked/{id}/retries", may: [403, 403, 403] },
  { method: "GET", path: "/api/surveys", may: [200, 200, 200] },
  { method: "POST", path: "/api/surveys", body: { id: surveyId, draft }, may: [403, 403, 404] },
  { method: "GET", path: "/api/surveys/templates", may: [403, 403, 200] },
  { method: "GET", path: "/api/surveys/places", may: [403, 403, 200] },
  { method: "GET", path: "/api/surveys/{id}", may: [403, 403, 404] },
  { method: "PUT", path: "/api/surveys/{id}", body: { version: "1", draft }, may: [403, 403, 404] },
  { method: "DELETE", path: "/api/surveys/{id}", may: [403, 403, 404] },
  { method: "POST", path: "/api/surveys/{id}/restoration", may: [403, 403, 404] },
  {
    method: "POST",
    path: "/api/surveys/{id}/copies",
    body: { id: crypto.randomUUID() },
    may: [403, 403, 404],
  },
  { method: "GET", path: "/api/surveys/{id}/cards/{language}", may: [403, 403, 404] },
  {
    method: "POST",
    path: "/api/surveys/{id}/sendings",
    body: { id: crypto.randomUUID(), placeIds: [channel.id], at: null },
    may: [403, 403, 404],
  },
  { method: "GET", path: "/api/surveys/{id}/sendings", may: [403, 403, 404] },
  {
    method: "POST",
    path: "/api/surveys/{id}/sendings/{sending}/retries",
    body: { placeIds: [channel.id] },
    may: [403, 403, 404],
  },
  { method: "POST", path: "/api/surveys/{id}/sendings/{sending}/cancellation", may: [403, 403, 404] },
  { method: "POST", path: "/api/surveys/{id}/sendings/{sending}/pause", may: [403, 403, 404] },
  { method: "DELETE", path: "/api/surveys/{id}/sendings/{sending}/pause", may: [403, 403, 404] },
  {
    method: "PUT",
    path: "/api/surveys/{id}/sendings/{sending}/time",
    body: { at: "2026-12-01T08:00:00Z" },
    may: [403, 403, 404],
  },
  {
    method: "PUT",
    path: "/api/surveys/{id}/closing-time",
    body: { closesAt: "2026-12-01T08:00:00Z" },
    may: [403, 403, 404],
  },
  { method: "POST", path: "/api/surveys/{id}/closure", may: [403, 403, 404] },
  { method: "PUT", path: "/api/surveys/{id}/sharing", body: { shared: true }, may: [403, 403, 404] },
  { method: "GET", path: "/api/surveys/{id}/results", may: [404, 404, 404] },
  { method: "GET", path: "/api/surveys/{id}/results.csv", may: [404, 404, 404] },
  ...coffeeRows,
  ...networkRows,
];
/** Those that name something: its id is their first parameter. */
const named = rows.filter(({ path }) => path.includes("{"));

/** The ids of what is there, by the beginnings of the paths. */
const ids: Record<string, string> = { "/api/surveys/": surveyId, "/api/coffee/": coffeeId };
const of = (path: string, id = ids[Object.keys(ids).find((each) => path.startsWith(each)) ?? ""] ?? "") =>
  path
    .replace(/\{\w+\}/, () => id)
    .replace("{sending}", sendingId)
    .replace("{language}", "sv")
    .replace("{date}", coffeeDate)
    .replace("{question}", questionId)
    .replace("{number}", "1");

test("the table below names every route, and no other", () => {
  const known = app.routes.map(({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, "{$1}")}`);
  expect(rows.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(known.toSorted());
});

const showsHidden = (text: string) => text.includes(draft.title.sv) || text.includes(hiddenTitle);

test("the links of a coffee answer whoever has them, without sign-in, and nobody who guesses", async () => {
  const path = `/api/coffee/series/${coffeeId}/sessions/${coffeeDate}`;
  const { text } = await app.request("GET", path, { authorization: await app.token(anna) });
  const { feedLink, icsLink, joinLink }: SessionView = JSON.parse(text);
  const ask = (link: string | null, headers = {}) =>
    app.request("GET", new URL(link ?? "").pathname, { headers, redirect: "manual" });

  for (const link of [feedLink, icsLink])
    expect([(await ask(link)).status, (await ask(link)).text]).toEqual([
      200,
      expect.stringContaining("BEGIN:VEVENT"),
    ]);
  const joined = await ask(joinLink);
  expect([joined.status, joined.headers.get("location")]).toEqual([302, weekly.joinUrl]);
  const key = new URL(feedLink).pathname.split("/").at(-1)?.replace(".ics", "") ?? "";
  for (const link of [feedLink, icsLink, joinLink ?? ""]) {
    const guessed = await ask(link.replace(key, "A".repeat(key.length)), { "accept-language": "fi" });
    expect([guessed.status, guessed.text]).toEqual([404, expect.stringContaining('lang="fi"')]);
  }
  expect(app.written).toEqual([]);
});

const badTokens: [string, () => Promise<string> | string | undefined][] = [
  ["no token", () => undefined],
  ["garbage", () => "Bearer aaaa.bbbb.cccc"],
  ["an expired token", () => app.token(anna, { exp: 1_700_000_000 })],
  ["the bot's token", () => app.teams.authorization()],
  ["a token of a tenant that is not let in", () => app.token({ ...anna, tenantId: foreignTenantId })],
  ["a token of an app and no person", () => app.token(anna, { scp: undefined })],
];
test.for(badTokens)("%s opens no route", async ([, token]) => {
  const authorization = await token();
  for (const { method, path, body } of rows) {
    const { status, text } = await app.request(method, of(path), { authorization, body });
    expect(status, `${method} ${path}`).toBe(401);
    expect(JSON.parse(text), `${method} ${path}`).toEqual({
      code: "unauthorised",
      message: expect.any(String),
    });
  }
  expect(app.written).toEqual([]);
});

test.for([
  ["a respondent", [], 0],
  ["a reader", ["Reader"], 1],
  ["an organiser", ["Organiser"], 2],
] as const)(
  "%s of another team is let in only where the table says so, and changes nothing of the survey",
  async ([, roles, at]) => {
    const token = strangers([...roles]);
    for (const { method, path, body, may } of rows) {
      const authorization = await token();
      const { status, text } = await app.request(method, of(path), { authorization, body });
      expect([status, showsHidden(text) && path !== "/api/surveys/templates"], `${method} ${path}`).toEqual([
        may[at],
        false,
      ]);
    }
    expect(app.written.filter((key) => !key.startsWith("people "))).toEqual([]);
  },
);

test("whoever waits to be let into the network sees no more of it than before, and can't let themselves in", async () => {
  const authorization = await app.token(waiting);
  for (const { method, path, body, may } of networkRows) {
    if (method !== "GET" && !path.includes("/requests/")) continue;
    const { status, text } = await app.request(method, of(path), { authorization, body });
    expect([status, showsHidden(text)], `${method} ${path}`).toEqual([may[0], false]);
  }
  expect(app.written).toEqual([]);
});

test.for([["Organiser"], ["Admin"]])(
  "for an %s of another tenant nothing here exists",
  async ([role = ""]) => {
    const token = strangers([role], otherTenantId);
    for (const { method, path, body, isHarmless, may } of named) {
      const authorization = await token();
      const { status, text } = await app.request(method, of(path), { authorization, body });
      // What is an administrator's is refused to others before it is looked for.
      const no = role === "Organiser" && may[2] === 403 ? 403 : 404;
      expect(isHarmless ? [200, no] : [no], `${method} ${path}`).toContain(status);
      expect(showsHidden(text), `${method} ${path}`).toBe(false);
    }
    for (const { method, path } of rows) {
      if (method !== "GET" || path.includes("{") || path === "/api/surveys/templates") continue;
      const { text } = await app.request(method, path, { authorization: await token() });
      expect(showsHidden(text), path).toBe(false);
    }
    const authorization = await app.token(somebody([role], otherTenantId));
    expect((await app.request("GET", "/api/surveys", { authorization })).text).toBe('{"surveys":[]}');
    expect((await app.request("GET", "/api/surveys/places", { authorization })).text).toBe('{"places":[]}');
    expect(JSON.parse((await app.request("GET", "/api/coffee", { authorization })).text)).toMatchObject({
      series: [],
      sessions: [],
    });
    expect(app.written).toEqual([]);
  },
);

test("a survey's id that another tenant uses already is free there, and shows nothing", async () => {
  const authorization = await app.token(somebody(["Organiser"], otherTenantId));
  const { status, text } = await app.request("POST", "/api/surveys", {
    authorization,
    body: { id: draftId, draft: { ...draft, title: { sv: "Vår", fi: "", en: "" } } },
  });

  expect([status, JSON.parse(text).draft.title.sv]).toEqual([200, "Vår"]);
  expect(
    (await app.request("GET", `/api/surveys/${draftId}`, { authorization: await app.token(anna) })).text,
  ).toContain(draft.title.sv);
});

test.for([
  ["an unknown id", crypto.randomUUID()],
  ["no id", "none"],
  ["a path", "..%2f..%2fetc"],
  ["a prototype", "__proto__"],
  ["a key of the store", `${surveyId}%7C0`],
  ["a very long id", "a".repeat(2_000)],
])("%s is found nowhere", async ([, id = ""]) => {
  const token = strangers(["Organiser", "Admin"]);
  for (const { method, path, body, isHarmless } of named) {
    const authorization = await token();
    const { status } = await app.request(method, of(path, id), { authorization, body });
    expect(isHarmless ? [200, 404] : [404], `${method} ${path}`).toContain(status);
  }
  expect(app.written).toEqual([]);
});

test.for([
  ["a prototype", `{"id":"${crypto.randomUUID()}","draft":{},"__proto__":{"roles":["Admin"]}}`],
  [
    "a constructor",
    { id: crypto.randomUUID(), draft: { ...draft, constructor: { prototype: { admin: true } } } },
  ],
  ["an owner", { id: crypto.randomUUID(), draft, owner: { id: "someone" } }],
  ["a list", []],
  ["a number", 7],
  ["nothing", null],
  ["half of JSON", '{"id":'],
  ["deep nesting", "[".repeat(20_000)],
] as const)("input that is %s is refused, and changes nothing", async ([, body]) => {
  const { status } = await app.request("POST", "/api/surveys", {
    authorization: await app.token(somebody(["Organiser"])),
    body,
  });

  expect(status).toBe(400);
  expect(Reflect.get({}, "roles")).toBeUndefined();
  expect(app.written).toEqual([]);
});

test.for([
  ["too large, to the bot", "/api/messages", "x".repeat(256 * 1024 + 1), {}, 413],
  ["too large, to the API", "/api/surveys", "x".repeat(512 * 1024 + 1), {}, 413],
  ["packed, to the bot", "/api/messages", gzipSync("{}"), { "content-encoding": "gzip" }, 415],
  ["packed, to the API", "/api/surveys", gzipSync("{}"), { "content-encoding": "gzip" }, 415],
  [
    "a form, to the bot",
    "/api/messages",
    "a=b",
    { "content-type": "application/x-www-form-urlencoded" },
    415,
  ],
  ["a form, to the API", "/api/surveys", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["plain text, to the API", "/api/surveys", "{}", { "content-type": "text/plain" }, 415],
] as const)("a body that is %s is not read", async ([, path, body, headers, status]) => {
  const isToBot = path === "/api/messages";
  const authorization = await (isToBot ? app.teams.authorization() : app.token(somebody(["Organiser"])));

  expect((await app.request("POST", path, { authorization, body, headers })).status).toBe(status);
  // Who proves nothing is told that, whatever they bring.
  expect((await app.request("POST", path, { body, headers })).status).toBe(401);
});

type Press = { kind: typeof pressed | typeof asked | typeof submitted; verb: string; data: object };
const presses: Press[] = [
  { kind: pressed, verb: "surveys/show", data: { survey: surveyId } },
  { kind: pressed, verb: "surveys/answer", data: { survey: surveyId, question: "vecka", value: "3" } },
  { kind: pressed, verb: "surveys/change", data: { survey: surveyId } },
  { kind: asked, verb: "surveys/page", data: { survey: surveyId } },
  { kind: submitted, verb: "surveys/page", data: { survey: surveyId, page: 0, go: "next", "q:vecka": "3" } },
  { kind: pressed, verb: "people/language", data: { language: "fi" } },
  { kind: pressed, verb: "people/placeLanguage", data: { language: "fi" } },
  { kind: pressed, verb: "welcome/help", data: { language: "fi" } },
];
const ofSurvey = presses.filter(({ data }) => "survey" in data);
const pressedBy = (who: Tester, { kind, verb, data }: Press, more: object = {}, where: Where = channel) =>
  app.teams.activity(kind(verb, { ...data, ...more }), who, where);

test.for<[string, (who: Tester) => Promise<[Tester, string | undefined]>]>([
  ["without a token", async () => [anna, ""]],
  ["with garbage", async () => [anna, "Bearer aaaa.bbbb.cccc"]],
  ["with a token of the tab", async () => [anna, await app.token(anna)]],
  [
    "with a token for another bot",
    async () => [anna, await app.teams.authorization({ aud: foreignTenantId })],
  ],
  ["from a tenant that is not let in", async () => [{ ...anna, tenantId: foreignTenantId }, undefined]],
])("a button pressed %s does nothing", async ([, from]) => {
  for (const press of presses) {
    const [who, authorization] = await from(anna);
    const { status, text } = await app.post(pressedBy(who, press), authorization);
    expect([status, JSON.parse(text)], press.verb).toEqual([
      401,
      { code: "unauthorised", message: "Unauthorised." },
    ]);
  }
  expect(app.written).toEqual([]);
});

test.for<[string, (press: Press) => object]>([
  ["in another tenant", (press) => pressedBy({ ...anna, tenantId: otherTenantId }, press)],
  ["in a chat where it was not posted", (press) => pressedBy(anna, press, {}, personal)],
  ["in a group where it was not posted", (press) => pressedBy(anna, press, {}, group)],
  ["with the id of a draft", (press) => pressedBy(anna, press, { survey: draftId })],
  ["with an unknown id", (press) => pressedBy(anna, press, { survey: crypto.randomUUID() })],
])("a survey's button pressed %s says so, and casts nothing", async ([, activity]) => {
  for (const press of ofSurvey) {
    const { status, text } = await app.post(activity(press));
    expect(status, press.verb).toBe(200);
    expect(text, press.verb).toContain("Enkäten finns inte, eller hör inte hemma här.");
    expect(text, press.verb).not.toContain(draft.title.sv);
  }
  expect(app.written).toEqual([]);
});

test.for<[string, object]>([
  ["no survey", { survey: undefined }],
  ["a survey that is a list", { survey: [surveyId] }],
  ["an id with a partition in it", { survey: `${surveyId}|0` }],
  ["a language that is none", { language: "sv-x" }],
  ["a prototype", JSON.parse('{"__proto__":{"survey":"x"},"language":7}')],
])("a survey's button that carries %s is an old card, and casts nothing", async ([, more]) => {
  for (const press of ofSurvey) {
    const { status, text } = await app.post(pressedBy(anna, press, more));
    expect([status, text], press.verb).toEqual([200, expect.stringContaining("Kortet är för gammalt")]);
  }
  expect(app.written).toEqual([]);
});

test.for<[string, object]>([
  ["a value of another question's", { value: "6" }],
  ["a value that is a number", { value: 3 }],
  ["a question of another survey's", { question: "nytta" }],
  ["a question called __proto__", { question: "__proto__" }],
  ["a question called constructor", { question: "constructor" }],
  ["an input that nobody asked for", { question: undefined, value: undefined, "q:annan": "3" }],
  ["an input called __proto__", JSON.parse('{"question":null,"q:__proto__":"3"}')],
  ["a name in the data", { person: { id: "someone" } }],
  ["a value that is very long", { value: "3".repeat(30_000) }],
])("an answer with %s casts nothing", async ([, more]) => {
  const answer = presses[1] as Press;
  const { status, text } = await app.post(pressedBy(anna, answer, more));

  expect([status, text.includes("Tack för ditt svar")]).toEqual([200, false]);
  expect(app.written).toEqual([]);
});

test.for<[string, object]>([
  ["a page that is not there", { page: 29 }],
  ["a page before the first", { page: -1 }],
  ["pages that are no JSON", { given: "{" }],
  ["answers carried along under __proto__", { given: '{"__proto__":{"vecka":"3"}}', "q:vecka": "" }],
  ["answers carried along as a list", { given: '["3"]' }],
  ["answers carried along that nobody asked for", { given: '{"annan":"3"}' }],
  ["an answer of no question", { "q:annan": "3" }],
])("a dialog with %s casts nothing", async ([, more]) => {
  const submit = presses[4] as Press;
  const { status, text } = await app.post(pressedBy(anna, submit, more));

  expect([status, text.includes("Tack för ditt svar")]).toEqual([200, false]);
  expect(app.written).toEqual([]);
});

test.for(["people/language", "people/placeLanguage", "welcome/help"])(
  "%s with a language that is none, or more than a language, changes nothing",
  async (verb) => {
    for (const data of [
      {},
      { language: "de" },
      { language: ["fi"] },
      { language: "fi", person: "someone" },
    ]) {
      const { status, text } = await app.post(app.teams.activity(pressed(verb, data), anna, channel));
      expect([status, text]).toEqual([200, expect.stringContaining("Kortet är för gammalt")]);
    }
    expect(app.written).toEqual([]);
  },
);

test.for([
  "surveys/nothing",
  "nothing/answer",
  "surveys/constructor",
  "__proto__/toString",
  "",
  "surveys/page/x",
])("the unknown verb %j is an old card", async (verb) => {
  for (const kind of [pressed, asked, submitted]) {
    const { status, text } = await app.post(
      app.teams.activity(kind(verb, { survey: surveyId }), anna, channel),
    );
    expect([status, text]).toEqual([200, expect.stringContaining("Kortet är för gammalt")]);
  }
  expect(app.written).toEqual([]);
});

test("as many places as one sending takes fit in a request, and no more are taken", async () => {
  const authorization = await app.token(anna);
  const send = async (count: number) => {
    const placeIds = Array.from(
      { length: count },
      (_, at) => `19:${String(at).padStart(43, "0")}@thread.tacv2`,
    );
    const body = { id: crypto.randomUUID(), placeIds, at: null };
    return (await app.request("POST", `/api/surveys/${draftId}/sendings`, { authorization, body })).status;
  };

  // She is in none of them.
  expect(await send(5_000)).toBe(404);
  expect(await send(5_001)).toBe(400);
});

test("the OpenAPI document describes each route and nothing else, and each of its references leads somewhere", async () => {
  const { text } = await app.request("GET", "/api/openapi.json");
  const document: OpenApi = JSON.parse(text);

  expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "Kommunpuls", version: "1" } });
  const described = Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/api/"))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(described.toSorted()).toEqual(rows.map(({ method, path }) => `${method} ${path}`).toSorted());
  for (const { method, path, body } of rows) {
    const operation = document.paths[path]?.[method.toLowerCase()];
    expect(operation?.summary, path).toMatch(/^[A-Z].+\.$/);
    expect(operation?.parameters?.map(({ name }) => `{${name}}`) ?? [], path).toEqual(
      path.match(/\{\w+\}/g) ?? [],
    );
    expect(operation?.requestBody !== undefined, `${method} ${path}`).toBe(body !== undefined);
    expect(Object.keys(operation?.responses ?? {}), path).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "409",
      "429",
      "500",
    ]);
  }
  const pointers = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = ""]) => pointer);
  expect(pointers.length).toBeGreaterThan(rows.length);
  for (const pointer of new Set(pointers)) expect(document).toHaveProperty(pointer.split("/"));
});

type Operation = {
  summary: string;
  parameters?: { name: string }[];
  requestBody?: object;
  responses: object;
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> };

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};
const nobodyElse = {
  ...everywhere,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

test.for([
  ["/api/me"],
  ["/api/openapi.json"],
  ["/api/nothing"],
  ["/api/messages"],
  ["/healthz"],
  ["/nothing"],
])("%s is never framed, kept or guessed", async ([path = ""]) => {
  const { headers } = await app.request("GET", path);
  expect(Object.fromEntries(headers)).toMatchObject(nobodyElse);
});

test("the tab may be framed by Teams alone, and takes its scripts from here alone", async () => {
  const { headers } = await app.request("GET", "/tab/surveys/1/results?lang=fi");

  expect(Object.fromEntries(headers)).toMatchObject({
    ...everywhere,
    "content-security-policy": [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self' https://login.microsoftonline.com https://res.cdn.office.net",
      "frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com https://outlook.office.com https://outlook.office365.com",
    ].join("; "),
  });
});

test("no answer of these tests has been logged with what somebody wrote, and nothing has broken", () => {
  expect(app.logged.filter((line) => line.includes('"bug"'))).toEqual([]);
  expect(app.logged.join("\n")).not.toMatch(/Anna|Veckopuls|Bearer|eyJ/);
});
