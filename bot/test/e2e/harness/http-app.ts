import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "#app.ts";
import { count, countWork } from "#features/surveys/results/count.ts";
import { tabSignIn } from "#platform/auth/tab-token.ts";
import { startServer } from "#platform/http/server.ts";
import { wallClock, wallSleep } from "#platform/jobs/clock.ts";
import { createJobs } from "#platform/jobs/jobs.ts";
import { tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import { createSearch } from "#platform/search/create-search.ts";
import { createPace } from "#platform/sending/rate/rate-limiter.ts";
import { createSending } from "#platform/sending/sending.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key, Table, Tables } from "#platform/storage/table.ts";
import { createTeams } from "#platform/teams/adapter.ts";
import { createPlaces } from "#platform/teams/places.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { memoryKeys } from "#test/harness/harness.ts";
import { bearer, fakeTeams, tenantId } from "#test/harness/teams.ts";

/* The whole app behind its real HTTP server, with a Teams of the tests, in this process. */

export type HttpApp = Awaited<ReturnType<typeof httpApp>>;
export type Who = { tenantId: string; id: string; name: string; roles: readonly string[] };
export type Asking = {
  authorization?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  redirect?: "manual";
};
export type Answered = { status: number; headers: Headers; text: string };

/** A second municipality that is let in, and one that is not. */
export const otherTenantId = "77777777-7777-4777-8777-777777777777";
export const foreignTenantId = "99999999-9999-4999-8999-999999999999";

const tabIssuer = "https://login.example/v2.0";
/** What no answer may hold: the insides of the program. */
const insides =
  /\bat .*\.[tj]s:\d|node_modules|node:internal|[A-Z]\w*Error\b|sqlite|zod|\bstack\b|undefined/i;

export async function httpApp() {
  const teams = await fakeTeams();
  const store = await openEmbedded(":memory:");
  const written: string[] = [];
  const tables = noting(store.tables, written);
  const jobs = createJobs(tables, store.queues, wallClock, (error) => logged.push(String(error)));
  const logged: string[] = [];
  const log = createLog((line) => void logged.push(line));
  const tabFolder = mkdtempSync(join(tmpdir(), "tab-"));
  writeFileSync(join(tabFolder, "index.html"), '<html lang="%LANG%">');

  const bot = createTeams({
    ...teams.settings,
    tenantIds: [tenantId, otherTenantId],
    log,
    answer: (incoming) => app.answer(incoming),
    notices: { slow: () => "slow", broken: (_, errorId) => `broken ${errorId}` },
  });
  const room = { tables, keys: memoryKeys(), clock: wallClock, scrub: store.scrub };
  const { messenger } = bot;
  const places = createPlaces(tables, wallClock);
  const pace = createPace({ tables, clock: wallClock, sleep: wallSleep });
  const ports = { tables, queues: store.queues, clock: wallClock, jobs, pace, places, messenger, log };
  const app = createApp({
    ...room,
    jobs,
    messenger,
    sender: createSending(ports).sender,
    places,
    tabLink: (page) => `https://teams.example/tab${page}`,
    messageLink: (_, messageId) => `https://teams.example/message/${messageId}`,
    search: createSearch({ tables: tables, clock: wallClock }),
    openLink: (path) => `https://app.example/open${path}`,
    apart: (_, work) => count(room, countWork.parse(work)),
  });
  const server = await startServer({
    port: 0,
    host: "127.0.0.1",
    features: app.features,
    signIn: tabSignIn({
      clientId: demoTabClientId,
      host: "puls.example",
      tenantIds: [tenantId, otherTenantId],
      issuerOf: () => tabIssuer,
      metadataUrlOf: () => teams.settings.metadataUrl,
      adminIds: [],
      organiserIds: [],
      readerIds: [],
    }),
    localeOf: (person, asked) => app.localeOf(person, asked),
    messages: bot.receive,
    admits: bot.admits,
    ready: async () => ({ ok: true, detail: {} }),
    log,
    tabFolder,
    behindProxy: true,
  });
  let addresses = 0;

  async function request(
    method: string,
    path: string,
    { authorization, body, headers = {}, redirect }: Asking = {},
  ): Promise<Answered> {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        // Each from an address of its own: how many requests one address may send is tested elsewhere.
        "x-forwarded-for": `10.0.${++addresses >> 8}.${addresses & 255}`,
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      signal: AbortSignal.timeout(10_000),
      ...(redirect && { redirect }),
      ...(body !== undefined && {
        body:
          typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (insides.test(text)) throw new Error(`${method} ${path} tells its insides: ${text}`);
    return { status: response.status, headers: response.headers, text };
  }

  return {
    teams,
    store,
    routes: [
      ...app.features.flatMap(({ routes = [] }) => routes),
      // The API's own, for the files of all features.
      { method: "POST", path: "/files" },
    ],
    /** What has been written since the list was emptied, as "table key". */
    written,
    logged,
    request,
    /** An Authorization header as the tab sends it, with whatever is wrong in it. */
    token: (who: Who, claims: Record<string, unknown> = {}) =>
      bearer(teams.issuer, { ...tabClaims(who, demoTabClientId, tabIssuer), ...claims }),
    /** What Teams posts, signed by Teams unless told otherwise. */
    async post(activity: object, authorization?: string) {
      return request("POST", "/api/messages", {
        body: activity,
        authorization: authorization ?? (await teams.authorization()),
      });
    },
    async work() {
      while (await jobs.tick(app.jobs));
    },
    async close() {
      await server.close();
      await teams.close();
      await store.close();
      rmSync(tabFolder, { recursive: true });
    },
  };
}

/** Noted of whatever the bot sees, or kept of the search to begin sooner. */
const unnoted = ["places", "chats", "searchSnapshots"];

/** Notes each write. */
function noting(tables: Tables, written: string[]): Tables {
  return {
    open<R extends Key>(name: string): Table<R> {
      const own = tables.open<R>(name);
      const note = async <T>(work: Promise<T>, { partitionKey, rowKey }: Key) => {
        const done = await work;
        if (!unnoted.includes(name)) written.push(`${name} ${partitionKey} ${rowKey}`);
        return done;
      };
      return {
        ...own,
        insert: (row) => note(own.insert(row), row),
        put: (row) => note(own.put(row), row),
        replace: (row) => note(own.replace(row), row),
        // Taking away what is not there is no change.
        remove: async (key) =>
          (await own.get(key.partitionKey, key.rowKey)) ? note(own.remove(key), key) : own.remove(key),
        batch: (partitionKey, changes) =>
          note(own.batch(partitionKey, changes), { partitionKey, rowKey: "batch" }),
      };
    },
  };
}
