import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { type Chunk, isWaiting, type KeptBroadcast } from "#platform/sending/broadcast.ts";
import type { BroadcastKey, Read, SendingStore } from "#platform/sending/sending-store.ts";
import { longestWaitMs } from "#platform/sending/target.ts";

/** How many chunks of one broadcast are worked on at a time: the rest does not crowd the queue. */
const mostLanes = 4;
const watchMs = seconds(30);
/** A chunk that nobody has looked at for so long is put on the queue again. */
export const unseenMs = seconds(60);

export type ChunkWork = BroadcastKey & { chunk: number };
export type WatchWork = BroadcastKey & { from: number };

export type Lanes = ReturnType<typeof createLanes>;

type Ports = {
  store: SendingStore;
  jobs: Jobs;
  clock: Clock;
  /** Puts a chunk on the queue. */
  put(work: ChunkWork): Promise<void>;
};

/**
 * Brings the chunks of a broadcast to the queue, a few at a time: whoever has begun one hands on to the next. What a crash
 * has kept from the queue, the watch puts there; a chunk that comes twice is harmless, since each target is claimed.
 */
export function createLanes({ store, jobs, clock, put }: Ports) {
  const workOf = ({ tenantId, id }: BroadcastKey, chunk: number): ChunkWork => ({ tenantId, id, chunk });
  const unseenAt = () => later(clock.now(), unseenMs);
  /** Also where a clock that is wrong has said when to look: nobody puts a chunk off for so long. */
  const isUnseen = ({ lookAt }: Chunk) =>
    lookAt <= clock.now() || lookAt > later(clock.now(), longestWaitMs + unseenMs);

  /** True unless another was first. Open before it is queued: open and not queued is found by the watch. */
  async function begin(broadcast: KeptBroadcast, chunk: Read<Chunk>): Promise<boolean> {
    const { round } = broadcast;
    const begun = await store.replaceChunk(broadcast, { ...chunk, round, isOpen: true, lookAt: unseenAt() });
    if (begun) await put(workOf(broadcast, chunk.number));
    return begun !== undefined;
  }

  /** Looks again at the next half minute, the same for all who ask: work for the same time is one. */
  async function watch(key: BroadcastKey, from = 0): Promise<void> {
    const now = clock.now().getTime();
    const at = new Date(Math.ceil((now + seconds(5)) / watchMs) * watchMs);
    await watchAt(key, at, from);
  }

  async function watchAt({ tenantId, id }: BroadcastKey, at: Date, from = 0): Promise<void> {
    const work: WatchWork = { tenantId, id, from };
    await jobs.add("sending/watch", work, at);
  }

  return {
    watch,
    watchAt,
    unseenAt,

    /**
     * Fills the lanes from the first chunk that is not done, and queues again what nobody has looked at; `all` that is
     * open, after a pause. Gives the number of that first chunk, undefined if there is none.
     */
    async fill(broadcast: KeptBroadcast, { from = 0, all = false } = {}): Promise<number | undefined> {
      let first: number | undefined;
      let busy = 0;
      for await (const chunk of store.chunksFrom(broadcast, from)) {
        if (busy >= mostLanes && isWaiting(chunk, broadcast)) break;
        if (isWaiting(chunk, broadcast)) {
          if (await begin(broadcast, chunk)) busy++;
        } else if (chunk.isOpen && (!broadcast.pausedAt || broadcast.cancelledAt)) {
          if (all || isUnseen(chunk)) {
            // Its etag stays what its worker knows: the watch may put it once more than needed.
            await store.replaceChunk(broadcast, { ...chunk, lookAt: unseenAt() });
            await put(workOf(broadcast, chunk.number));
          }
          busy++;
        } else continue;
        first ??= chunk.number;
      }
      return first;
    },

    /**
     * Hands the lane on, once in a round; false if there is nothing to hand on. The next is queued before that is noted, so
     * that a crash adds a lane rather than ends one.
     */
    async pass(broadcast: KeptBroadcast, chunk: Read<Chunk>): Promise<boolean> {
      if (chunk.passedRound >= broadcast.round) return false;
      for await (const next of store.chunksFrom(broadcast, chunk.number + 1)) {
        if (!isWaiting(next, broadcast) || !(await begin(broadcast, next))) continue;
        await store.replaceChunk(broadcast, { ...chunk, passedRound: broadcast.round });
        return true;
      }
      return false;
    },

    /** Has a chunk looked through once more, for so many new targets; its end, if it is just ending, is undone. */
    async reopen(broadcast: KeptBroadcast, number: number, added = 0): Promise<void> {
      const { round } = broadcast;
      for (;;) {
        const chunk = await store.chunk(broadcast, number);
        // A worker that is in it hands its lane on; nobody else does for this chunk.
        const passedRound = chunk?.isOpen ? chunk.passedRound : round;
        const open = { number, round, isOpen: true, passedRound, lookAt: unseenAt() };
        if (!chunk) {
          if (await store.insertChunk(broadcast, { ...open, size: added })) break;
        } else if (isWaiting(chunk, broadcast) || chunk.round === 0) {
          // Its turn will come; written all the same, lest somebody who is beginning it misses what is new.
          if (await store.replaceChunk(broadcast, { ...chunk, size: chunk.size + added })) return;
        } else if (await store.replaceChunk(broadcast, { ...chunk, ...open })) break;
      }
    },

    put: (broadcast: BroadcastKey, number: number) => put(workOf(broadcast, number)),
  };
}
