import { join } from "node:path";
import { createApp } from "#app.ts";
import { tabSignIn } from "#platform/auth/tab-token.ts";
import { startServer } from "#platform/http/server.ts";
import { wallClock } from "#platform/jobs/clock.ts";
import { createJobs, startRunner } from "#platform/jobs/jobs.ts";
import { openKeys, openStore } from "#platform/storage/open.ts";
import { createTeams } from "#platform/teams/adapter.ts";
import { loadTemplates } from "#platform/teams/card.ts";
import { createPlaces } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { inThread } from "../src/thread.ts";
import { say, settingsGiven } from "./child.ts";

export type AppSettings = {
  folder: string;
  botId: string;
  tabClientId: string;
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  serviceUrl: string;
  places: Place[];
};

/* The whole app as it runs in production, but with the embedded store and a Teams of the bench's. */

const settings = settingsGiven<AppSettings>();
const storeSettings = { kind: "embedded", folder: settings.folder } as const;
const keysSettings = { kind: "files", folder: join(settings.folder, "keys") } as const;

const log = createLog();
const store = await openStore(storeSettings);
const jobs = createJobs(store.tables, store.queues, wallClock, (error) => log.bug("jobs", error));
const places = createPlaces(store.tables, wallClock);
for (const place of settings.places) await places.remember(place);

const teams = createTeams({
  botId: settings.botId,
  tenantIds: [settings.tenantId],
  serviceUrls: [settings.serviceUrl],
  issuer: settings.issuer,
  metadataUrl: settings.metadataUrl,
  credentials: async () => ({ signRequest: async (request) => request }),
  answer: (incoming) => app.answer(incoming),
  log,
  notices: { slow: () => "slow", broken: (_tag, errorId) => `broken ${errorId}` },
});
const app = createApp({
  tables: store.tables,
  keys: openKeys(keysSettings),
  clock: wallClock,
  jobs,
  messenger: teams.messenger,
  places,
  tabLink: (page) => `https://teams.example/tab${page}`,
  messageLink: (_place, messageId) => `https://teams.example/${messageId}`,
  apart: (name, work) => inThread({ name, work, store: storeSettings, keys: keysSettings }),
});
const runner = startRunner(jobs, app.jobs, (error) => log.bug("jobs", error));
const server = await startServer({
  port: 0,
  host: "127.0.0.1",
  features: app.features,
  signIn: tabSignIn({
    clientId: settings.tabClientId,
    host: "puls.example",
    tenantIds: [settings.tenantId],
    issuerOf: () => settings.issuer,
    metadataUrlOf: () => settings.metadataUrl,
    adminIds: [],
    organiserIds: [],
    readerIds: [],
  }),
  localeOf: (person, asked) => app.localeOf(person, asked),
  messages: teams.receive,
  ready: async () => ({ ok: runner.alive(), detail: {} }),
  log,
});
await Promise.all([server.load(), teams.load()]);
loadTemplates();
say({ url: server.url });

process.once("SIGTERM", async () => {
  await server.close();
  await runner.stop();
  await store.close();
  process.exit(0);
});
