import { type Clock, later, minutes } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import { chunkOf, type KeptBroadcast, stateOf } from "./broadcast.ts";
import type { Lanes } from "./chunks/chunk-scheduler.ts";
import { planning } from "./chunks/planning.ts";
import { planningAnew } from "./chunks/replanning.ts";
import type { Sender, Sent, Target } from "./sender.ts";
import type { SendingStore } from "./sending-store.ts";
import { type KeptTarget, retry, shown } from "./target.ts";

/** What features and organisers may do with broadcasts, on any replica. Unknown ids are NotFound. */
export function createSender(store: SendingStore, lanes: Lanes, clock: Clock): Sender {
  async function sentOf(kept: KeptBroadcast): Promise<Sent> {
    const { tenantId, id, group, message, subject, at, by } = kept;
    const now = clock.now();
    const progress = await store.progress(kept, now);
    return { tenantId, id, group, message, subject, at, by, state: stateOf(kept, progress, now), progress };
  }

  function targetOf(kept: KeptTarget, broadcast: KeptBroadcast): Target {
    const { placeId, changedAt, messageId, reason } = kept;
    return { placeId, outcome: shown(kept, broadcast, clock.now()), changedAt, messageId, reason };
  }

  /** A minute before its time workers on other replicas may have begun, by clocks of their own. */
  function mustNotHaveBegun({ at, cancelledAt }: KeptBroadcast): void {
    if (cancelledAt || at < later(clock.now(), minutes(1))) throw new Refusal("sendingHasBegun");
  }

  const plan = planning(store, lanes, clock);

  return {
    plan,
    planAnew: planningAnew(store, lanes, clock, plan),

    async list(tenantId, group) {
      const ids = await store.idsIn(tenantId, group);
      const found = await Promise.all(ids.map((id) => store.find(tenantId, id)));
      const sent = await Promise.all(found.filter((kept) => kept !== undefined).map(sentOf));
      return sent.toSorted((one, other) => other.at.getTime() - one.at.getTime());
    },

    async find(tenantId, id) {
      const kept = await store.find(tenantId, id);
      return kept && sentOf(kept);
    },

    async *targets(tenantId, id) {
      const kept = await store.find(tenantId, id);
      if (!kept) return;
      for await (const { number } of store.chunksFrom(kept))
        for (const target of await store.targetsIn(kept, number)) yield targetOf(target, kept);
    },

    async target(tenantId, id, placeId) {
      const kept = await store.find(tenantId, id);
      const target = kept && (await store.target(kept, chunkOf(placeId, kept.chunks), placeId));
      return target && targetOf(target, kept);
    },

    async move(tenantId, id, at) {
      const kept = await store.get({ tenantId, id });
      if (kept.at.getTime() === at.getTime()) return;
      mustNotHaveBegun(kept);
      // Before it is moved: moved and forgotten must not happen.
      await lanes.watchAt(kept, at);
      // Nobody looks at them before the broadcast's own time, so an interrupted move leaves them as they were.
      for await (const { number } of store.chunksFrom(kept)) {
        const targets = await store.targetsIn(kept, number);
        const queued = targets.filter(({ outcome }) => outcome === "queued");
        await Promise.all(
          queued.map((target) => store.saveTarget(kept, number, { ...target, changedAt: at })),
        );
      }
      await store.change(kept, (newest) => {
        mustNotHaveBegun(newest);
        return { ...newest, at };
      });
    },

    async pause(tenantId, id) {
      const now = clock.now();
      await store.change({ tenantId, id }, (newest) => ({ ...newest, pausedAt: newest.pausedAt ?? now }));
    },

    async resume(tenantId, id) {
      // Before it goes on: resumed and forgotten must not happen.
      await lanes.watch({ tenantId, id });
      const resumed = await store.change({ tenantId, id }, (newest) => ({ ...newest, pausedAt: undefined }));
      if (resumed.plannedAt && resumed.at <= clock.now()) await lanes.fill(resumed, { all: true });
    },

    async cancel(tenantId, id) {
      const now = clock.now();
      const kept = await store.get({ tenantId, id });
      // Too late; cancelled all the same, it would refuse the places that are added to it later.
      if (kept.plannedAt && (await sentOf(kept)).state === "done") return;
      // Nobody looks at what is paused: what a crash left there as being sent is settled now.
      await lanes.watch(kept);
      await store.change(kept, (newest) => ({ ...newest, cancelledAt: newest.cancelledAt ?? now }));
    },

    async retry(tenantId, id, placeIds) {
      const kept = await store.get({ tenantId, id });
      const again = await Promise.all(
        [...new Set(placeIds)].map(async (placeId) => {
          const number = chunkOf(placeId, kept.chunks);
          const target = await store.target(kept, number, placeId);
          if (!target) throw new Refusal("unknownPlace");
          return { number, target: { ...target, ...retry(target, kept, clock.now()) } };
        }),
      );
      await lanes.watch(kept);
      for (const [number, targets] of Map.groupBy(again, (each) => each.number)) {
        // Opened before, lest a crash hides what is queued, and after, lest its worker is just coming to its end.
        await lanes.reopen(kept, number);
        // Whoever was first has the same in mind.
        for (const { target } of targets) await store.saveTarget(kept, number, target);
        await lanes.reopen(kept, number);
        await lanes.put(kept, number);
      }
    },

    async update(tenantId, id) {
      await lanes.watch({ tenantId, id });
      const updated = await store.change({ tenantId, id }, (newest) => ({
        ...newest,
        round: newest.round + 1,
        updatedAt: clock.now(),
      }));
      if (updated.plannedAt && updated.at <= clock.now()) await lanes.fill(updated);
    },

    async forget(tenantId, group) {
      for (const id of await store.idsIn(tenantId, group)) await store.remove({ tenantId, id }, group);
    },
  };
}
