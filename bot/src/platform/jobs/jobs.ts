import { createHash } from "node:crypto";
import { z } from "zod";
import type { Job } from "#platform/feature.ts";
import type { Queue, Queues } from "#platform/storage/queue.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Clock } from "./clock.ts";

/** Puts work on the queue, now or at a time. The same work at the same time is put once. */
export type Jobs = { add(job: string, work: object, at?: Date): Promise<void> };

export type Runner = Jobs & {
  /** Moves what is due to the queue, and begins at most so many pieces of what the queue holds. */
  begin(handlers: ReadonlyMap<string, Job>, most: number): Promise<Promise<void>[]>;
  /** Begins what there is and waits for its end; true if there was anything. */
  tick(handlers: ReadonlyMap<string, Job>): Promise<boolean>;
};

type DueRow = Key & { job: string; work: string };
type ParkedRow = Key & { body: string; attempts: number; reason: string };

const envelope = z.object({ job: z.string(), work: z.unknown() });

/** How long work that a crash cut off lies still; while it runs, its hiding is prolonged. */
const hiddenMs = 10_000;
const mostAttempts = 30;
/** What failed waits longer each time, up to this: thirty tries take more than an hour. */
const longestRetryMs = 200_000;
const atOnce = 8;

/**
 * Work that must not be lost: a queue for now, and a table of due times because a storage queue delays seven days at
 * most. Whatever happens between two steps leads to work being run again, never to its being forgotten.
 */
export function createJobs(tables: Tables, queues: Queues, clock: Clock, failed: Failed): Runner {
  const due = tables.open<DueRow>("due");
  const parked = tables.open<ParkedRow>("parked");
  const queue = queues.open("jobs");

  async function add(job: string, work: object, at?: Date) {
    const body = JSON.stringify(work);
    if (!at || at <= clock.now()) return queue.put(JSON.stringify({ job, work }));
    const digest = createHash("sha256").update(`${job} ${body}`).digest("hex").slice(0, 32);
    await due.put({ partitionKey: "due", rowKey: `${at.toISOString()}|${digest}`, job, work: body });
  }

  async function moveDue() {
    const before = clock.now().toISOString();
    for await (const { etag: _, ...row } of due.list("due", { before, limit: 100 })) {
      await queue.put(JSON.stringify({ job: row.job, work: JSON.parse(row.work) }));
      await due.remove(row);
    }
  }

  async function runOne(handlers: ReadonlyMap<string, Job>, message: Taken) {
    const held = hold(queue, message);
    try {
      const { job, work } = envelope.parse(JSON.parse(message.body));
      const handler = handlers.get(job);
      if (!handler) throw new Error(`No job ${job}`);
      await handler(work);
      await queue.remove(await held.release());
    } catch (error) {
      const last = await held.release();
      failed(error, message.attempts);
      // What never succeeds is set aside where it can be seen.
      if (message.attempts < mostAttempts) return putOff(last);
      const reason = error instanceof Error ? error.name : "unknown";
      await parked.put({
        partitionKey: "parked",
        rowKey: message.id,
        body: message.body,
        attempts: message.attempts,
        reason,
      });
      await queue.remove(last);
    }
  }

  async function putOff(message: Taken) {
    const waitMs = Math.min(hiddenMs * message.attempts, longestRetryMs);
    // Without it the message comes back sooner: when its hiding ends.
    await queue.extend(message, waitMs).catch(() => message);
  }

  async function begin(handlers: ReadonlyMap<string, Job>, most: number) {
    await moveDue();
    const messages = most > 0 ? await queue.take(hiddenMs, most) : [];
    return messages.map((message) => runOne(handlers, message));
  }

  async function tick(handlers: ReadonlyMap<string, Job>) {
    const begun = await begin(handlers, atOnce);
    await Promise.all(begun);
    return begun.length > 0;
  }

  return { add, begin, tick };
}

/** Told of each failed try, for the log. */
export type Failed = (error: unknown, attempts: number) => void;

type Taken = Awaited<ReturnType<Queue["take"]>>[number];

/** Keeps a message hidden for as long as its work takes. */
function hold(queue: Queue, message: Taken) {
  let latest = Promise.resolve(message);
  const timer = setInterval(() => {
    // A failed extension only means that the work may be begun twice, which it must bear anyway.
    latest = latest.then((held) => queue.extend(held, hiddenMs).catch(() => held));
  }, hiddenMs / 3);
  return {
    release() {
      clearInterval(timer);
      return latest;
    },
  };
}

/** Runs what comes until stopped, several pieces at once: long work, such as a count, holds up nothing else. */
export function startRunner(
  runner: Pick<Runner, "begin">,
  handlers: ReadonlyMap<string, Job>,
  failed: Failed,
  restMs = 300,
) {
  let stopping = false;
  let roundAt = 0;
  const running = new Set<Promise<void>>();
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  function follow(job: Promise<void>) {
    const done = job.catch((error: unknown) => failed(error, 0)).finally(() => running.delete(done));
    running.add(done);
  }

  async function loop() {
    while (!stopping) {
      try {
        const begun = await runner.begin(handlers, atOnce - running.size);
        roundAt = Date.now();
        begun.forEach(follow);
        const mayBeMore = begun.length > 0 && running.size < atOnce;
        if (!mayBeMore) await Promise.race([...running, wait(restMs)]);
      } catch (error) {
        failed(error, 0);
        await wait(restMs * 5);
      }
    }
  }

  const ended = loop();
  return {
    /** Whether the loop has come round lately. */
    alive: () => Date.now() - roundAt < 90_000,
    async stop() {
      stopping = true;
      await Promise.race([ended.then(() => Promise.all(running)), wait(2000)]);
    },
  };
}
