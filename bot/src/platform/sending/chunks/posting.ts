import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { KeptBroadcast } from "#platform/sending/broadcast.ts";
import type { RefusalReason } from "#platform/sending/contract.ts";
import type { Pace, Slot } from "#platform/sending/rate/rate-limiter.ts";
import type { threadLimits } from "#platform/sending/rate/thread-limits.ts";
import type { Drawn, Message } from "#platform/sending/sender.ts";
import type { Read, SendingStore } from "#platform/sending/sending-store.ts";
import { claimMs, type KeptTarget, longestWaitMs, settled, tryAgainAt } from "#platform/sending/target.ts";
import { CardTooBig } from "#platform/teams/card.ts";
import type { Delivery, Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Log } from "#platform/telemetry/log.ts";

/** A claimed target whose post has not begun by then is put back: another may soon take it for one that a crash cut off. */
const beginWithinMs = seconds(1.5);
/** A card that can't be drawn for so long won't be: its place gets an outcome that somebody can see. */
const longestDrawingMs = seconds(3_600);
/** Nobody waits longer for a card to be replaced. */
const longestUpdateMs = seconds(24 * 3_600);

type PostingPorts = {
  store: SendingStore;
  pace: Pace;
  threads: ReturnType<typeof threadLimits>;
  clock: Clock;
  places: Pick<Places, "find">;
  messenger: Pick<Messenger, "send" | "update">;
  log: Pick<Log, "bug">;
  isStopping(): boolean;
};

/** What one target of a chunk is done with, and how it is drawn. */
export type Doing = { broadcast: KeptBroadcast; number: number; message: Message; begun(): void };

/**
 * Does for one target what is to be done, and says when to look again if it is not at its end. `begun` is called once it
 * only waits for Teams.
 */
export type Posting = ReturnType<typeof posting>;

export function posting(ports: PostingPorts) {
  const { store, pace, threads, clock, places, messenger, log, isStopping } = ports;

  return {
    async post(target: Read<KeptTarget>, doing: Doing): Promise<Date | undefined> {
      const { broadcast, number } = doing;
      const save = (next: Read<KeptTarget>) => store.saveTarget(broadcast, number, next);
      const end = async (outcome: "gone" | "cancelled" | "blocked", reason?: RefusalReason) =>
        void (await save({ ...target, outcome, ...(reason && { reason }), changedAt: clock.now() }));

      const place = await places.find(broadcast.tenantId, target.placeId);
      if (!place) return end("gone");
      // All that takes time comes before the claim, which must outlast the post alone.
      const drawn = await draw(place, "post", doing);
      if (drawn === "tooBig") return end("blocked", "tooBig");
      if (drawn === "failed") {
        if (later(broadcast.at, longestDrawingMs) < clock.now()) return end("blocked", "notDrawn");
        const changedAt = tryAgainAt(broadcast.at, clock.now());
        await save({ ...target, changedAt });
        return changedAt;
      }
      if (!drawn) return end("cancelled");

      const slot = await slotFor(place, broadcast);
      if (slot instanceof Date) return slot;
      const { round } = broadcast;
      const claimed = await save({ ...target, outcome: "sending", changedAt: clock.now(), round });
      if (!claimed) {
        slot.giveBack();
        return later(clock.now(), claimMs);
      }
      // Read after the claim: what is paused or cancelled before this is not posted.
      const standing = await store.get(broadcast);
      const putBack = async () =>
        void (await save({ ...claimed, outcome: "queued", changedAt: target.changedAt }));
      if (standing.pausedAt || standing.cancelledAt || isStopping()) {
        slot.giveBack();
        return putBack();
      }
      await slot.due();
      const beganAt = clock.now();
      if (later(claimed.changedAt, beginWithinMs) < beganAt) {
        await putBack();
        return beganAt;
      }
      doing.begun();
      const delivery = await heeded(place, await known(messenger.send(place, drawn.card, drawn.summary)));
      const done = { ...settled(claimed, delivery, clock.now()), etag: claimed.etag };
      await settle(broadcast, number, done);
      return done.outcome === "queued" ? done.changedAt : undefined;
    },

    /** The card that stands there is replaced; unlike a post this may be repeated, and is until it is known. */
    async update(target: Read<KeptTarget>, doing: Doing): Promise<Date | undefined> {
      const { broadcast, number } = doing;
      const now = clock.now();
      const { updatedAt = now, round } = broadcast;
      const end = async () => void (await store.saveTarget(broadcast, number, { ...target, round }));

      const place = await places.find(broadcast.tenantId, target.placeId);
      if (!place || !target.messageId || later(updatedAt, longestUpdateMs) < now) return end();
      const drawn = await draw(place, "update", doing);
      if (drawn === "failed") return tryAgainAt(updatedAt, clock.now());
      if (!drawn || drawn === "tooBig") return end();

      const slot = await slotFor(place, broadcast);
      if (slot instanceof Date) return slot;
      await slot.due();
      doing.begun();
      const delivery = await heeded(
        place,
        await known(messenger.update(place, target.messageId, drawn.card, drawn.summary)),
      );
      if (delivery.outcome === "unknown") return tryAgainAt(updatedAt, clock.now());
      if (delivery.outcome !== "later") return end();
      // Where one place alone has had enough, ever more seldom.
      const least = Math.min(delivery.afterMs, longestWaitMs);
      return tryAgainAt(delivery.busy ? updatedAt : clock.now(), clock.now(), least);
    },
  };

  /** A feature that fails for one place holds up no other. */
  async function draw(
    place: Place,
    deed: "post" | "update",
    { broadcast, message }: Doing,
  ): Promise<Drawn | "failed" | "tooBig" | undefined> {
    try {
      return await message(broadcast.subject, place, deed);
    } catch (error) {
      log.bug(`sending/${broadcast.message}`, error);
      return error instanceof CardTooBig ? "tooBig" : "failed";
    }
  }

  /** A moment for the place, or when to ask again, because all or it alone has had enough for now. */
  async function slotFor(place: Place, { id }: KeptBroadcast): Promise<Slot | Date> {
    const slot = await pace.slot(place.tenantId, id);
    if (slot instanceof Date) return slot;
    const freeAt = threads.take(threadOf(place.id).conversationId, clock.now());
    if (freeAt) slot.giveBack();
    return freeAt ?? slot;
  }

  /** A refusal stops all, or is said to be of the place alone. */
  async function heeded({ tenantId, id }: Place, delivery: Delivery): Promise<Delivery> {
    if (delivery.outcome !== "later" || delivery.unreached) return delivery;
    const isOfAll = await pace.refused(tenantId, delivery.afterMs, threadOf(id).conversationId);
    return isOfAll === false ? { ...delivery, busy: true } : delivery;
  }

  /** What became of a post is known here for certain: it replaces the `unknown` of a worker that waited in vain. */
  async function settle(broadcast: KeptBroadcast, number: number, done: Read<KeptTarget>): Promise<void> {
    if (await store.saveTarget(broadcast, number, done)) return;
    const standing = await store.target(broadcast, number, done.placeId);
    if (standing?.outcome === "unknown")
      await store.saveTarget(broadcast, number, { ...done, etag: standing.etag });
  }
}

/** A messenger gives its outcomes rather than throwing; whatever else happens may have posted. */
const known = (delivery: Promise<Delivery>): Promise<Delivery> =>
  delivery.catch(() => ({ outcome: "unknown" }) as const);
