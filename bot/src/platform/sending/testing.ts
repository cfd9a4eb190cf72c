import { later, type Sleep } from "#platform/jobs/clock.ts";
import { createJobs } from "#platform/jobs/jobs.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { chunkOf, chunksFor } from "./broadcast.ts";
import type { Outcome } from "./contract.ts";
import { createPace } from "./rate/rate-limiter.ts";
import type { Broadcast, Message } from "./sender.ts";
import { createSending, type SendingPorts } from "./sending.ts";

/* The engine in memory, with a Teams that answers as it is told and a clock that stands still until it is set. */

export const tenantId = "tenant";
export const monday = new Date("2026-11-23T08:00:00Z");

export const placeOf = (id: string): Place => ({
  tenantId,
  id,
  scope: "channel",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  name: id,
});

export const broadcast: Broadcast = {
  tenantId,
  id: "coffee-invite|1",
  group: "coffee|1",
  message: "coffee/invite",
  subject: { series: "1" },
  at: monday,
  by: "Anna",
};

/** What Teams has seen, whoever posted it; shared by the engines of one test. */
export function fakeTeams() {
  const posted: Record<string, number> = {};
  const updated: Record<string, number> = {};
  const next: Delivery[] = [];
  return {
    posted,
    updated,
    /** How the next posts and updates end; after that all arrive. */
    next,
    gone: new Set<string>(),
    messenger: {
      async send({ id }: Place): Promise<Delivery> {
        const delivery = next.shift() ?? { outcome: "sent", messageId: `message-${id}` };
        if (delivery.outcome === "sent") posted[id] = (posted[id] ?? 0) + 1;
        return delivery;
      },
      async update({ id }: Place, messageId: string): Promise<Delivery> {
        const delivery = next.shift() ?? { outcome: "sent", messageId };
        if (delivery.outcome === "sent") updated[id] = (updated[id] ?? 0) + 1;
        return delivery;
      },
    },
  };
}

type EnginePorts = Omit<SendingPorts, "jobs" | "pace" | "log"> & {
  sleep: Sleep;
  failed(error: unknown): void;
};

/** The engine at the pace of its own store, with its jobs, that tells whatever fails to one. */
export function engine({ failed, ...ports }: EnginePorts) {
  const jobs = createJobs(ports.tables, ports.queues, ports.clock, failed);
  const log: Log = {
    event: () => undefined,
    bug(_, error) {
      failed(error);
      return "";
    },
  };
  return { jobs, sending: createSending({ ...ports, jobs, pace: createPace(ports), log }) };
}

type Settings = {
  store?: Store;
  teams?: ReturnType<typeof fakeTeams>;
  draw?: Message;
};

export async function startSending({ store, teams = fakeTeams(), draw }: Settings = {}) {
  const home = store ?? (await openEmbedded(":memory:"));
  let now = monday;
  const clock = { now: () => now };
  const sleep = async () => undefined;
  const failures: unknown[] = [];
  const places = {
    find: async (_: string, id: string) => (teams.gone.has(id) ? undefined : placeOf(id)),
  };
  const failed = (error: unknown) => void failures.push(error);
  const { jobs, sending } = engine({ ...home, clock, sleep, places, messenger: teams.messenger, failed });
  const drawn: Message = async () => ({ card: { type: "AdaptiveCard" }, summary: "Kaffe" });
  const messages = new Map([[broadcast.message, draw ?? drawn]]);
  const { sender } = sending;

  return {
    ...teams,
    sender,
    failures,
    plan: (placeIds: Iterable<string>, with_: Partial<Broadcast> = {}) =>
      sender.plan({ ...broadcast, ...with_ }, placeIds),

    async work() {
      for (let isMore = true; isMore; ) {
        isMore = await jobs.tick(sending.jobs);
        isMore = (await sending.tick(messages)) || isMore;
      }
    },

    /** The queue brings the chunk of a place once more. */
    async putAgain(placeId: string, id = broadcast.id) {
      const work = { tenantId, id, chunk: chunkOf(placeId, chunksFor(1)) };
      await sending.jobs.get("sending/chunk")?.(work);
    },

    /** Lets so many seconds pass, and does what comes due, second by second. */
    async pass(count: number) {
      for (let second = 0; second < count; second++) {
        now = later(now, 1000);
        await this.work();
      }
    },

    setTime(time: Date) {
      now = time;
    },

    async outcomes(id = broadcast.id): Promise<Record<string, Outcome>> {
      const targets = await Array.fromAsync(sender.targets(tenantId, id));
      return Object.fromEntries(targets.map(({ placeId, outcome }) => [placeId, outcome]));
    },

    async state(id = broadcast.id) {
      return (await sender.find(tenantId, id))?.state;
    },
  };
}
