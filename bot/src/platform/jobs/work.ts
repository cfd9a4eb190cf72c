import { z } from "zod";
import type { Queue, Queues } from "#platform/storage/queue.ts";
import type { Key, Tables } from "#platform/storage/table.ts";

type ParkedRow = Key & { body: string; attempts: number; reason: string };

/** Work from the queue: `<feature>/<name>`. It may come twice, so it must be harmless to repeat. */
export type Job = (work: unknown) => Promise<void>;

/** Told of each failed try, for the log. */
export type Failed = (error: unknown, attempts: number) => void;

export type Handlers = ReadonlyMap<string, Job>;

export type Work = {
  put(job: string, work: unknown): Promise<void>;
  /** Begins at most so many pieces of what the queue holds. */
  begin(handlers: Handlers, most: number): Promise<Promise<void>[]>;
};

const envelope = z.object({ job: z.string(), work: z.unknown() });

const mostAttempts = 30;
/** What failed waits longer each time, up to this: thirty tries take more than an hour. */
const longestRetryMs = 200_000;

/** Work on a queue: whatever happens between two steps leads to its being run again, never to its being forgotten. */
export function createWork(
  tables: Tables,
  queues: Queues,
  { name, hiddenMs, failed }: { name: string; hiddenMs: number; failed: Failed },
): Work {
  const parked = tables.open<ParkedRow>("parked");
  const queue = queues.open(name);

  async function runOne(handlers: Handlers, message: Taken) {
    const held = hold(queue, message, hiddenMs);
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

  return {
    put: (job, work) => queue.put(JSON.stringify({ job, work })),

    async begin(handlers, most) {
      const messages = most > 0 ? await queue.take(hiddenMs, most) : [];
      return messages.map((message) => runOne(handlers, message));
    },
  };
}

type Taken = Awaited<ReturnType<Queue["take"]>>[number];

/** Keeps a message hidden for as long as its work takes. */
function hold(queue: Queue, message: Taken, hiddenMs: number) {
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
