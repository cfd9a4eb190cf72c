import type { Queue, Queues } from "#platform/storage/queue.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Clock } from "./clock.ts";
import { isNotYet, notBefore } from "./not-yet.ts";
import { type Envelope, envelope, jobIn, openParked } from "./parked.ts";

/** A failed try of a job, or (where no job is named) of looking for work; `isGivenUp` says that it was the last. */
export type Failure = { attempts: number; job?: string; isGivenUp?: boolean };

/**
 * Work from the queue: `<feature>/<name>`. It may come twice, so it must be harmless to repeat; and too early, which it says by
 * giving back what `notBefore` gives.
 */
export type Job = (work: unknown) => Promise<unknown>;

/** Told of each failed try, for the log. */
export type Failed = (error: unknown, failure: Failure) => void;

export type Handlers = ReadonlyMap<string, Job>;

export type Work = {
  /** `at`, where it is planned for an instant: a replica whose clock is behind and takes it sooner puts it off. */
  put(job: string, work: unknown, at?: Date): Promise<void>;
  /** Begins at most so many pieces of what the queue holds. */
  begin(handlers: Handlers, most: number): Promise<Promise<void>[]>;
};

/** How work that came too early comes again. */
type PuttingOff = { clock: Clock; planAgain(job: string, work: unknown, at: Date): Promise<void> };

const mostAttempts = 30;
/** What failed waits longer each time, up to this: thirty tries take more than an hour. */
const longestRetryMs = 200_000;

/** Work on a queue: whatever happens between two steps leads to its being run again, never to its being forgotten. */
export function createWork(
  tables: Tables,
  queues: Queues,
  { name, hiddenMs, failed, early }: { name: string; hiddenMs: number; failed: Failed; early?: PuttingOff },
): Work {
  const parked = openParked(tables);
  const queue = queues.open(name);

  async function runOne(handlers: Handlers, message: Taken) {
    const held = hold(queue, message, hiddenMs);
    try {
      const asked = envelope.parse(JSON.parse(message.body));
      const handler = handlers.get(asked.job);
      if (!handler) throw new Error(`No job ${asked.job}`);
      await inTime(handler, asked);
      await queue.remove(await held.release());
    } catch (error) {
      const last = await held.release();
      const { attempts } = message;
      const isGivenUp = attempts >= mostAttempts;
      failed(error, { attempts, job: jobIn(message.body), isGivenUp });
      // What never succeeds is set aside where it can be seen and begun again.
      if (!isGivenUp) return putOff(last);
      await parked.put(message, error);
      await queue.remove(last);
    }
  }

  /** Its plan may say that it is too early, or the job itself. */
  async function inTime(handler: Job, { job, work, at }: Envelope) {
    const tooEarly = at && early && notBefore(new Date(at), early.clock);
    const outcome = tooEarly || (await handler(work));
    if (early && isNotYet(outcome)) await early.planAgain(job, work, outcome.notBefore);
  }

  async function putOff(message: Taken) {
    const waitMs = Math.min(hiddenMs * message.attempts, longestRetryMs);
    // Without it the message comes back sooner: when its hiding ends.
    await queue.extend(message, waitMs).catch(() => message);
  }

  return {
    put: (job, work, at) =>
      queue.put(JSON.stringify({ job, work, at } satisfies Record<keyof Envelope, unknown>)),

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
