import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { KeptBroadcast } from "#platform/sending/broadcast.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { SendingStore } from "#platform/sending/sending-store.ts";
import type { Lanes } from "./chunk-scheduler.ts";

const chunksAtOnce = 32;

/**
 * Plans what may have been cancelled before. While it still is, its targets are set to what they shall be; only then it
 * goes on. Cut off anywhere, it is asked for again and finds what is left to do.
 */
export function planningAnew(
  store: SendingStore,
  lanes: Lanes,
  clock: Clock,
  plan: Sender["plan"],
): Sender["planAnew"] {
  return async (broadcast, placeIds) => {
    const wanted = new Set(await Array.fromAsync(placeIds));
    const found = await store.find(broadcast.tenantId, broadcast.id);
    if (found) await renew(found, broadcast, wanted);
    await plan(broadcast, wanted);
  };

  async function renew(
    found: KeptBroadcast,
    { at, by }: Pick<KeptBroadcast, "at" | "by">,
    wanted: ReadonlySet<string>,
  ): Promise<void> {
    // Before anything waits: waiting and forgotten must not happen.
    await lanes.watch(found);
    const waiting: number[] = [];
    await eachAtOnce(Array(found.chunks).keys(), chunksAtOnce, async (number) => {
      if (await setTargets(found, number, wanted)) waiting.push(number);
    });
    const renewed = found.cancelledAt
      ? await store.change(found, (newest) => ({
          ...newest,
          at,
          by,
          cancelledAt: undefined,
          pausedAt: undefined,
        }))
      : found;
    for (const number of waiting) {
      const chunk = await store.chunk(renewed, number);
      // One that nobody has begun has its turn below.
      if (!chunk || chunk.round === 0) continue;
      await lanes.reopen(renewed, number);
      await lanes.put(renewed, number);
    }
    if (renewed.plannedAt && renewed.at <= clock.now()) await lanes.fill(renewed);
  }

  /** True if something wanted waits in the chunk. What stands queued and is not wanted would be posted with it. */
  async function setTargets(found: KeptBroadcast, number: number, wanted: ReadonlySet<string>) {
    for (;;) {
      const targets = await store.targetsIn(found, number);
      const wrong = targets.filter(({ placeId, outcome }) =>
        wanted.has(placeId)
          ? outcome === "cancelled"
          : outcome === "queued" && found.cancelledAt !== undefined,
      );
      if (wrong.length === 0)
        return targets.some(({ placeId, outcome }) => outcome === "queued" && wanted.has(placeId));
      // Opened before, lest a crash hides what is queued.
      if (wrong.some(({ outcome }) => outcome === "cancelled")) await lanes.reopen(found, number);
      // Read again afterwards: whoever was first may have meant something else.
      for (const target of wrong) {
        const outcome = wanted.has(target.placeId) ? "queued" : "cancelled";
        await store.saveTarget(found, number, { ...target, outcome, changedAt: clock.now() });
      }
    }
  }
}
