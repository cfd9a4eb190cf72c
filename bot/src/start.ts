import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { tabSignIn } from "#platform/auth/tab-token.ts";
import { fileLinks } from "#platform/http/open/file-links.ts";
import { startServer } from "#platform/http/server.ts";
import { localeOf, translators } from "#platform/i18n/texts.ts";
import { wallClock, wallSleep } from "#platform/jobs/clock.ts";
import { failureLog } from "#platform/jobs/failure-log.ts";
import { createJobs } from "#platform/jobs/jobs.ts";
import { openParked } from "#platform/jobs/parked.ts";
import { type Running, startRunner } from "#platform/jobs/runner.ts";
import { createSearch } from "#platform/search/create-search.ts";
import { createSending } from "#platform/sending/sending.ts";
import { openKeys, openStore } from "#platform/storage/open.ts";
import { createTeams } from "#platform/teams/adapter.ts";
import { loadTemplates } from "#platform/teams/card.ts";
import { createPlaces } from "#platform/teams/places.ts";
import type { Config } from "./config.ts";
import type { Surroundings } from "./environment.ts";
import { createPace } from "./platform/sending/rate/rate-limiter.ts";
import { heavyWork } from "./run-in-worker.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

type Environment = Record<string, string | undefined>;
type Address = { port: number; behindProxy: boolean };
export type Started = { url: string; close(): Promise<void> };

const loadAfterMs = 250;
const tabFolder = join(import.meta.dirname, "../../tab/dist");

/** Puts the whole server together and starts it; throws a plain sentence where the surroundings don't allow it. */
export async function start(config: Config, environment: Environment): Promise<Started> {
  const surroundings = config.local
    ? await (await import("./local.ts")).localSurroundings(config, environment)
    : (await import("./environment.ts")).cloudSurroundings(config);
  return startIn(surroundings, { port: config.PORT, behindProxy: !config.local });
}

/** As `start`, in surroundings of one's own. */
export async function startIn(surroundings: Surroundings, { port, behindProxy }: Address): Promise<Started> {
  const { log } = surroundings;

  const store = await openStore(surroundings.store);
  // The writing thread comes up while the app is loaded and put together, which takes as long; a store that fails is told
  // of before anything listens.
  const checked = store.check();
  checked.catch(() => {});
  const { createApp } = await import("./app.ts");
  const keys = openKeys(surroundings.keys);
  const heavy = heavyWork({ store: surroundings.store, keys: surroundings.keys });
  const failed = failureLog(log, "jobs");
  const jobs = createJobs(store.tables, store.queues, wallClock, failed);
  const pace = createPace({ tables: store.tables, clock: wallClock, sleep: wallSleep });
  const words = translators({ sv, fi, en });
  const wordsFor = (tag: string | undefined) => words[localeOf(tag) ?? "sv"];

  const teams = createTeams({
    ...surroundings.bot,
    pace,
    log,
    answer: (incoming) => app.answer(incoming),
    notices: {
      slow: (tag) => wordsFor(tag)("slow"),
      broken: (tag, errorId) => wordsFor(tag)("broken", { errorId }),
    },
  });
  const { tables, queues } = store;
  const { messenger } = teams;
  const places = createPlaces(tables, wallClock);
  const sending = createSending({ tables, queues, clock: wallClock, jobs, pace, places, messenger, log });
  const search = createSearch({ tables, clock: wallClock });
  const app = createApp({
    tables,
    keys,
    clock: wallClock,
    jobs,
    messenger,
    sender: sending.sender,
    places,
    tabLink: surroundings.tabLink,
    messageLink: surroundings.messageLink,
    search,
    openLink: surroundings.openLink,
    meetings: surroundings.meetings,
    apart: heavy.run,
  });

  await checked;
  const parkedCount = countedSeldom(openParked(store.tables).count);
  const runners = {
    jobs: startRunner(jobs, new Map([...app.jobs, ...sending.jobs]), failed),
    sending: sending.start(app.messages),
  };
  const stopRunners = () => Promise.all([runners.jobs.stop(), runners.sending.stop()]);
  const server = await startServer({
    port,
    host: surroundings.host,
    features: app.features,
    signIn: tabSignIn(surroundings.tab),
    localeOf: (person, asked) => app.localeOf(person, asked),
    messages: teams.receive,
    admits: teams.admits,
    log,
    files: fileLinks(() => keys.create("file-links", randomBytes(32)), wallClock),
    tabFolder,
    tabLink: surroundings.tabLink,
    behindProxy,
    ...(surroundings.routes && { local: surroundings.routes(teams.receive) }),
    ready: () => ready(store.check, runners, parkedCount),
  }).catch(async (error: unknown) => {
    await stopRunners();
    await store.close();
    throw error;
  });
  // Restify, the SDK and the card templates take half a second to load, and nothing is answered meanwhile: after the
  // first question whether the server is ready, and before the first person needs them. What people look up is next.
  const loading = setTimeout(() => {
    Promise.all([server.load(), teams.load()])
      .then(loadTemplates)
      .then(() => search.warm(surroundings.bot.tenantIds))
      .catch((error: unknown) => log.bug("start/load", error));
  }, loadAfterMs);
  const stopMore = await surroundings.started?.(server.url).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  return {
    url: server.url,
    async close() {
      await stopMore?.();
      await close();
    },
  };

  async function close() {
    clearTimeout(loading);
    await server.close();
    await stopRunners();
    await heavy.close();
    await store.close();
  }
}

/**
 * Ready is more than listening: a row can be written and read, and the jobs and the sending come round. Work that was given
 * up is counted besides: it is for an administrator to look at, and no reason to send people to another server.
 */
async function ready(
  check: () => Promise<void>,
  runners: Record<"jobs" | "sending", Running>,
  parkedCount: () => Promise<number | undefined>,
) {
  const isStored = await check().then(
    () => true,
    () => false,
  );
  const word = (isOk: boolean) => (isOk ? "ok" : "failing");
  const [jobs, sending] = [runners.jobs.alive(), runners.sending.alive()];
  const parked = isStored ? await parkedCount() : undefined;
  const detail = {
    store: word(isStored),
    jobs: word(jobs),
    sending: word(sending),
    parked: String(parked ?? "unknown"),
  };
  return { ok: isStored && jobs && sending, detail };
}

const countEveryMs = 60_000;

/** Whoever asks whether the server is ready asks every few seconds; undefined where it can't be counted. */
function countedSeldom(count: () => Promise<number>): () => Promise<number | undefined> {
  let counted: number | undefined;
  let countedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - countedAt < countEveryMs) return counted;
    countedAt = performance.now();
    counted = await count().catch(() => undefined);
    return counted;
  };
}
