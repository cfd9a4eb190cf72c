import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { type Chunk, countOf, isWaiting, type KeptBroadcast } from "#platform/sending/broadcast.ts";
import type { Message } from "#platform/sending/sender.ts";
import type { Read, SendingStore } from "#platform/sending/sending-store.ts";
import { type KeptTarget, stepFor } from "#platform/sending/target.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { type ChunkWork, type Lanes, unseenMs } from "./chunk-scheduler.ts";
import type { Posting } from "./posting.ts";

/** So many of a chunk are drawn and wait for their slot at once; what waits for Teams is not among them. */
const beginningAtOnce = 8;
/** So many posts wait for Teams at once, in this process: five seconds' worth, if it hangs. */
const mostUnderWay = 300;

type Ports = {
  store: SendingStore;
  lanes: Lanes;
  posting: Posting;
  jobs: Jobs;
  clock: Clock;
  log: Pick<Log, "event">;
  isStopping(): boolean;
};

type Messages = ReadonlyMap<string, Message>;

/**
 * Goes through the targets of a chunk and does what each needs, as often as it takes. Coming twice, also at the same time,
 * is harmless: each target is claimed by one.
 */
export function chunkWork({ store, lanes, posting, jobs, clock, log, isStopping }: Ports) {
  const underWay = new Set<Promise<void>>();

  return async function run(work: ChunkWork, messages: Messages): Promise<void> {
    const startedAt = clock.now();
    let count = 0;
    for (;;) {
      const broadcast = await store.find(work.tenantId, work.id);
      const chunk = broadcast?.plannedAt && (await opened(broadcast, work.chunk));
      if (!chunk) return;
      const targets = await store.targetsIn(broadcast, chunk.number);
      const { todo, waits } = sorted(targets, broadcast);
      count += todo.length;
      if (todo.length > 0) waits.push(...(await doAll(todo, broadcast, chunk, messages)));
      else if (await lanes.pass(broadcast, chunk)) continue;
      if (isStopping()) return lanes.put(broadcast, chunk.number);
      if (waits.length === 0 && todo.length > 0) continue;
      if (!(await leave(broadcast, chunk, targets, waits))) continue;
      const ms = clock.now().getTime() - startedAt.getTime();
      return log.event({ name: "sending/chunk", outcome: waits.length > 0 ? "later" : "ok", count, ms });
    }
  };

  /** The chunk if there is something to do in it, noted as being worked on. */
  async function opened(broadcast: KeptBroadcast, number: number): Promise<Read<Chunk> | undefined> {
    for (;;) {
      const chunk = await store.chunk(broadcast, number);
      if (!chunk) return undefined;
      const isBehind = chunk.round < broadcast.round;
      if (isBehind ? !isWaiting(chunk, broadcast) : !chunk.isOpen) return undefined;
      if (!isBehind && later(clock.now(), unseenMs / 2) < chunk.lookAt) return chunk;
      const next = { ...chunk, round: broadcast.round, isOpen: true, lookAt: lanes.unseenAt() };
      const noted = await store.replaceChunk(broadcast, next);
      if (noted) return noted;
    }
  }

  type Todo = { target: Read<KeptTarget>; step: "post" | "update" | "unknown" };

  function sorted(targets: Read<KeptTarget>[], broadcast: KeptBroadcast) {
    const now = clock.now();
    const todo: Todo[] = [];
    const waits: (Date | "paused")[] = [];
    for (const target of targets) {
      const step = stepFor(target, broadcast, now);
      if (step === "wait") waits.push("paused");
      else if (step instanceof Date) waits.push(step);
      else if (step !== "nothing") todo.push({ target, step });
    }
    return { todo, waits };
  }

  /** Gives when to look again at those that are not at their end. */
  async function doAll(todo: Todo[], broadcast: KeptBroadcast, chunk: Read<Chunk>, messages: Messages) {
    const message = messageFor(broadcast, messages);
    const waits: Date[] = [];
    const ends: Promise<void>[] = [];

    async function doOne({ target, step }: Todo, begun: () => void): Promise<void> {
      if (isStopping()) return;
      if (step === "unknown") {
        const { number } = chunk;
        await store.saveTarget(broadcast, number, { ...target, outcome: "unknown", changedAt: clock.now() });
        return;
      }
      while (underWay.size >= mostUnderWay) await Promise.race(underWay);
      const wait = await posting[step](target, { broadcast, number: chunk.number, message, begun });
      if (wait) waits.push(wait);
    }

    await eachAtOnce(todo, beginningAtOnce, (one) => {
      const { promise: begun, resolve } = Promise.withResolvers<void>();
      const end = doOne(one, resolve);
      ends.push(end);
      void begun.then(() => follow(end));
      return Promise.race([begun, end]);
    }).finally(() => Promise.allSettled(ends));
    await lanes.pass(broadcast, chunk);
    await Promise.all(ends);
    return waits;
  }

  function follow(post: Promise<void>): void {
    const ended = post.catch(() => undefined).finally(() => underWay.delete(ended));
    underWay.add(ended);
  }

  /** Puts the chunk off until its first target can go on, or ends it; false if somebody has added to it meanwhile. */
  async function leave(
    broadcast: KeptBroadcast,
    chunk: Read<Chunk>,
    targets: KeptTarget[],
    waits: (Date | "paused")[],
  ): Promise<boolean> {
    const now = clock.now();
    const dates = waits.filter((wait) => wait !== "paused");
    const [first] = dates.toSorted((one, other) => one.getTime() - other.getTime());
    if (first) {
      await store.replaceChunk(broadcast, { ...chunk, lookAt: later(first, unseenMs) });
      const { tenantId, id } = broadcast;
      await jobs.add("sending/chunk", { tenantId, id, chunk: chunk.number }, first);
      return true;
    }
    // Paused: whoever resumes it has all that is open looked at again.
    if (waits.length > 0) return true;
    const progress = countOf(targets, broadcast, now);
    return Boolean(await store.replaceChunk(broadcast, { ...chunk, isOpen: false, progress }));
  }
}

function messageFor({ message }: KeptBroadcast, messages: Messages): Message {
  const found = messages.get(message);
  if (!found) throw new Error(`No message ${message}`);
  return found;
}
