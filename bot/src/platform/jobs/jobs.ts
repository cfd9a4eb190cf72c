import { createHash } from "node:crypto";
import type { Queues } from "#platform/storage/queue.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import { type Clock, later, seconds } from "./clock.ts";
import { openParked } from "./parked.ts";
import { createWork, type Failed, type Handlers, type Work } from "./work.ts";

/** Puts work on the queue, now or at a time. The same work at the same time is put once. */
export type Jobs = { add(job: string, work: object, at?: Date): Promise<void> };

export type Runner = Jobs & {
  /** Moves what is due to the queue, and begins at most so many pieces of what the queue holds. */
  begin: Work["begin"];
  /** Begins what there is and waits for its end; true if there was anything. */
  tick(handlers: Handlers): Promise<boolean>;
};

type DueRow = Key & { job: string; work: string };

/** How long work that a crash cut off lies still; while it runs, its hiding is prolonged. */
const hiddenMs = 10_000;
const atOnce = 8;
/** What came too early comes again no sooner than this. */
const putOffMs = seconds(1);

/** Work that must not be lost: a queue for now, and a table of due times because a storage queue delays seven days at most. */
export function createJobs(tables: Tables, queues: Queues, clock: Clock, failed: Failed): Runner {
  const due = tables.open<DueRow>("due");
  const parked = openParked(tables);
  const queue = createWork(tables, queues, { name: "jobs", hiddenMs, failed, early: { clock, planAgain } });

  async function add(job: string, work: object, at?: Date) {
    if (!at || at <= clock.now()) return queue.put(job, work, at);
    await plan(job, work, at);
  }

  /** Not at once, where the job knows a later time than its plan by a clock of its own. */
  async function planAgain(job: string, work: unknown, at: Date) {
    const soonest = later(clock.now(), putOffMs);
    await plan(job, work, at > soonest ? at : soonest);
  }

  async function plan(job: string, work: unknown, at: Date) {
    const body = JSON.stringify(work);
    const digest = createHash("sha256").update(`${job} ${body}`).digest("hex").slice(0, 32);
    await due.put({ partitionKey: "due", rowKey: `${at.toISOString()}|${digest}`, job, work: body });
  }

  async function moveDue() {
    const before = clock.now().toISOString();
    for await (const { etag: _, ...row } of due.list("due", { before, limit: 100 })) {
      try {
        const at = new Date(row.rowKey.split("|")[0] ?? "");
        if (Number.isNaN(at.getTime())) throw new RangeError("A row of planned work has no time.");
        await queue.put(row.job, JSON.parse(row.work), at);
      } catch (error) {
        await setAside(row, error);
      }
      await due.remove(row);
    }
  }

  /** What can't be put on the queue at all holds up nothing behind it, and lies where it can be seen. */
  async function setAside({ rowKey, job, work }: DueRow, error: unknown) {
    if (error instanceof StoreUnusable) throw error;
    await parked.put(
      { id: rowKey.slice(-32), body: `{"job":${JSON.stringify(job)},"work":${work}}`, attempts: 0 },
      error,
    );
    failed(error, { attempts: 0, job, isGivenUp: true });
  }

  async function begin(handlers: Handlers, most: number) {
    await moveDue();
    return queue.begin(handlers, most);
  }

  async function tick(handlers: Handlers) {
    const begun = await begin(handlers, atOnce);
    await Promise.all(begun);
    return begun.length > 0;
  }

  return { add, begin, tick };
}
