import { tabSignIn } from "#platform/auth/tab-token.ts";
import { startServer } from "#platform/http/server.ts";
import { localeOf, translators } from "#platform/i18n/texts.ts";
import { wallClock } from "#platform/jobs/clock.ts";
import { createJobs, startRunner } from "#platform/jobs/jobs.ts";
import { openKeys, openStore } from "#platform/storage/open.ts";
import { createTeams } from "#platform/teams/adapter.ts";
import { loadTemplates } from "#platform/teams/card.ts";
import { createPlaces } from "#platform/teams/places.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { cloudSurroundings } from "./surroundings.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { inThread } from "./thread.ts";

type Environment = Record<string, string | undefined>;
export type Started = { url: string; close(): Promise<void> };

const loadAfterMs = 250;
const tabFolder = new URL("../../tab/dist", import.meta.url).pathname;

/** Puts the whole server together and starts it; throws a plain sentence where the surroundings don't allow it. */
export async function start(config: Config, environment: Environment): Promise<Started> {
  const surroundings = config.local
    ? await (await import("./local.ts")).localSurroundings(config, environment)
    : cloudSurroundings(config);
  const { log } = surroundings;

  const store = await openStore(surroundings.store);
  // The writing thread comes up while the rest is put together; a store that fails is told of before anything listens.
  const checked = store.check();
  checked.catch(() => {});
  const keys = openKeys(surroundings.keys);
  const failed = (error: unknown, attempts: number) => void log.bug(`job, try ${attempts}`, error);
  const jobs = createJobs(store.tables, store.queues, wallClock, failed);
  const words = translators({ sv, fi, en });
  const wordsFor = (tag: string | undefined) => words[localeOf(tag) ?? "sv"];

  const teams = createTeams({
    ...surroundings.bot,
    log,
    answer: (incoming) => app.answer(incoming),
    notices: {
      slow: (tag) => wordsFor(tag)("slow"),
      broken: (tag, errorId) => wordsFor(tag)("broken", { errorId }),
    },
  });
  const app = createApp({
    tables: store.tables,
    keys,
    clock: wallClock,
    jobs,
    messenger: teams.messenger,
    places: createPlaces(store.tables, wallClock),
    tabLink: surroundings.tabLink,
    messageLink: surroundings.messageLink,
    openLink: surroundings.openLink,
    meetings: surroundings.meetings,
    apart: (name, work) => inThread({ name, work, store: surroundings.store, keys: surroundings.keys }),
  });

  await checked;
  const runner = startRunner(jobs, app.jobs, failed);
  const server = await startServer({
    port: config.PORT,
    host: surroundings.host,
    features: app.features,
    signIn: tabSignIn(surroundings.tab),
    localeOf: (person, asked) => app.localeOf(person, asked),
    messages: teams.receive,
    log,
    tabFolder,
    behindProxy: !config.local,
    ...(surroundings.routes && { local: surroundings.routes(teams.receive) }),
    ready: () => ready(store.check, runner.alive),
  }).catch(async (error: unknown) => {
    await runner.stop();
    await store.close();
    throw error;
  });
  // Restify, the SDK and the card templates take half a second to load, and nothing is answered meanwhile: after the
  // first question whether the server is ready, and before the first person needs them.
  const loading = setTimeout(() => {
    Promise.all([server.load(), teams.load()])
      .then(loadTemplates)
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
    await runner.stop();
    await store.close();
  }
}

/** Ready is more than listening: a row can be written and read, and the jobs come round. */
async function ready(check: () => Promise<void>, alive: () => boolean) {
  const isStored = await check().then(
    () => true,
    () => false,
  );
  const word = (isOk: boolean) => (isOk ? "ok" : "failing");
  return { ok: isStored && alive(), detail: { store: word(isStored), jobs: word(alive()) } };
}
