import { z } from "zod";
import { type Clock, type Sleep, wallSleep } from "#platform/jobs/clock.ts";
import { failureLog } from "#platform/jobs/failure-log.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notBefore } from "#platform/jobs/not-yet.ts";
import { type Running, startRunner } from "#platform/jobs/runner.ts";
import type { Job } from "#platform/jobs/work.ts";
import { createWork } from "#platform/jobs/work.ts";
import type { Queues } from "#platform/storage/queue.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { createLanes } from "./chunks/chunk-scheduler.ts";
import { chunkWork } from "./chunks/chunk-work.ts";
import { posting } from "./chunks/posting.ts";
import { createSender } from "./create-sender.ts";
import type { Pace } from "./rate/rate-limiter.ts";
import { threadLimits } from "./rate/thread-limits.ts";
import type { Message, Sender } from "./sender.ts";
import { sendingStore } from "./sending-store.ts";

export type SendingPorts = {
  tables: Tables;
  queues: Queues;
  clock: Clock;
  jobs: Jobs;
  pace: Pace;
  places: Pick<Places, "find">;
  messenger: Pick<Messenger, "send" | "update">;
  log: Log;
  sleep?: Sleep;
};

export type Sending = {
  sender: Sender;
  /** To be run with the features' jobs: what looks after the broadcasts. */
  jobs: ReadonlyMap<string, Job>;
  /** Begins to post, and goes on until stopped. */
  start(messages: ReadonlyMap<string, Message>): Running;
  /** Does what is on the queue now; true if there was anything. */
  tick(messages: ReadonlyMap<string, Message>): Promise<boolean>;
};

/** Another replica goes on so soon after this one has died: while it lives, the hiding is prolonged every two seconds. */
const hiddenMs = 6_000;
/** Mostly they wait. */
const atOnce = 64;
/** What has been posted when the server stops is waited for and settled. */
const stopWithinMs = 6_000;

const watchWork = z.object({ tenantId: z.string(), id: z.string(), from: z.number() });
const chunksWork = z.object({ tenantId: z.string(), id: z.string(), chunk: z.number() });

/** The sending engine of one process. */
export function createSending(ports: SendingPorts): Sending {
  const { tables, queues, clock, jobs, log, sleep = wallSleep } = ports;
  let stopping = false;
  const isStopping = () => stopping;
  const failed = failureLog(log, "sending");
  const queue = createWork(tables, queues, { name: "sending", hiddenMs, failed });
  const store = sendingStore(tables);
  const lanes = createLanes({ store, jobs, clock, put: (work) => queue.put("sending/chunk", work) });
  const post = posting({ ...ports, store, threads: threadLimits(), isStopping });
  const run = chunkWork({ store, lanes, posting: post, jobs, clock, log, isStopping });

  const handlers = (messages: ReadonlyMap<string, Message>) =>
    new Map<string, Job>([["sending/chunk", (work) => run(chunksWork.parse(work), messages)]]);

  return {
    sender: createSender(store, lanes, clock),

    jobs: new Map<string, Job>([
      ["sending/chunk", (work) => queue.put("sending/chunk", chunksWork.parse(work))],
      [
        "sending/watch",
        async (work) => {
          const { tenantId, id, from } = watchWork.parse(work);
          const broadcast = await store.find(tenantId, id);
          if (!broadcast?.plannedAt) return;
          const early = notBefore(broadcast.at, clock);
          if (early) return early;
          const first = await lanes.fill(broadcast, { from });
          if (first !== undefined) await lanes.watch(broadcast, first);
        },
      ],
    ]),

    start(messages) {
      const runner = startRunner(queue, handlers(messages), failed, {
        atOnce,
        patienceMs: stopWithinMs,
        sleep,
      });
      return {
        alive: runner.alive,
        stop() {
          stopping = true;
          return runner.stop();
        },
      };
    },

    async tick(messages) {
      const begun = await queue.begin(handlers(messages), atOnce);
      await Promise.all(begun);
      return begun.length > 0;
    },
  };
}
