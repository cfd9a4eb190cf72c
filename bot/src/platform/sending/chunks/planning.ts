import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { chunkOf, chunksFor, type KeptBroadcast } from "#platform/sending/broadcast.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Read, SendingStore } from "#platform/sending/sending-store.ts";
import { Conflict } from "#platform/storage/table.ts";
import type { Lanes } from "./chunk-scheduler.ts";

/** So many places are held in memory at once; broadcasts to more are spread over as many chunks as there can be. */
const windowSize = 50_000;
const writesAtOnce = 32;

/**
 * Writes down all targets before the first is posted. Each step may be repeated: who got no answer plans again, and what
 * is there already stays as it is.
 */
export function planning(store: SendingStore, lanes: Lanes, clock: Clock): Sender["plan"] {
  return async (broadcast, placeIds) => {
    const windows = windowsOf(placeIds);
    const first = await windows.next();
    const places = first.done ? [] : first.value;
    const kept = await keep(broadcast, places.length < windowSize ? places.length : Number.POSITIVE_INFINITY);
    if (kept.cancelledAt) return;
    const add = kept.plannedAt ? addLater : addFirst;
    const sizes = new Map<number, number>();
    await addWindow(kept, places, add, sizes);
    for await (const window of windows) await addWindow(kept, window, add, sizes);
    if (!kept.plannedAt) await complete(kept, sizes);
  };

  async function keep(broadcast: Broadcast, size: number): Promise<Read<KeptBroadcast>> {
    const { tenantId, id } = broadcast;
    const found = await store.find(tenantId, id);
    if (found) return found;
    const inserted = await store.insert({ ...broadcast, round: 1, chunks: chunksFor(size) });
    return inserted ?? keep(broadcast, size);
  }

  async function addWindow(kept: KeptBroadcast, placeIds: string[], add: typeof addFirst, sizes: Sizes) {
    const chunks = Map.groupBy(new Set(placeIds), (placeId) => chunkOf(placeId, kept.chunks));
    await eachAtOnce(chunks, writesAtOnce, async ([number, ids]) => {
      sizes.set(number, (sizes.get(number) ?? 0) + ids.length);
      await add(kept, number, ids);
    });
  }

  /** Nobody works on the chunk yet. What was planned before, cut off, is found to be there already. */
  async function addFirst(kept: KeptBroadcast, number: number, placeIds: string[]): Promise<void> {
    try {
      await store.addTargets(kept, number, placeIds, kept.at);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // Another has planned the same, and the first posts have been made.
      await addLater(kept, number, placeIds);
    }
  }

  /** Its worker may be coming to the chunk's end: opened before, lest a crash hides what is new, and after. */
  async function addLater(kept: KeptBroadcast, number: number, placeIds: string[]): Promise<void> {
    for (;;) {
      const known = new Set((await store.targetsIn(kept, number)).map(({ placeId }) => placeId));
      const missing = placeIds.filter((placeId) => !known.has(placeId));
      if (missing.length === 0) return;
      await lanes.watch(kept);
      await lanes.reopen(kept, number);
      try {
        await store.addTargets(kept, number, missing, kept.at);
      } catch (error) {
        if (error instanceof Conflict) continue;
        throw error;
      }
      await lanes.reopen(kept, number, missing.length);
      if (kept.at <= clock.now()) await lanes.put(kept, number);
      return;
    }
  }

  async function complete(kept: KeptBroadcast, sizes: Sizes): Promise<void> {
    const isNow = kept.at <= clock.now();
    await eachAtOnce(sizes, writesAtOnce, async ([number, size]) => {
      const chunk = { number, round: 0, size, isOpen: false, passedRound: 0, lookAt: kept.at };
      const inserted = await store.insertChunk(kept, chunk);
      // Planned by two at once, or for the second time after a crash.
      if (inserted) return;
      await lanes.reopen(kept, number);
      if (isNow) await lanes.put(kept, number);
    });
    // Before it is known to be planned: planned and forgotten must not happen.
    await (isNow ? lanes.watch(kept) : lanes.watchAt(kept, kept.at));
    const planned = await store.change(kept, (newest) => ({
      ...newest,
      plannedAt: newest.plannedAt ?? clock.now(),
    }));
    if (isNow) await lanes.fill(planned);
  }
}

type Sizes = Map<number, number>;

async function* windowsOf(placeIds: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string[]> {
  let window: string[] = [];
  for await (const placeId of placeIds) {
    window.push(placeId);
    if (window.length < windowSize) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}
