import { randomUUID } from "node:crypto";
import { type Clock, type Sleep, seconds } from "#platform/jobs/clock.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import { clockOffsets } from "./clock-offsets.ts";
import { turns } from "./fair-queue.ts";
import {
  freshPlan,
  fullRate,
  longestPauseMs,
  type PacePlan,
  pausePlan,
  setBack,
  takeSlots,
} from "./rate-plan.ts";
import { refusals } from "./refusals.ts";

/** Requests a second that Teams takes from one app in one tenant (learn.microsoft.com, "Rate limiting for bots"). */
export const teamsLimit = 50;

/** Leave for one request, at its moment. */
export type Slot = {
  /** Waits for the moment. */
  due(): Promise<void>;
  /** Somebody else may have it. */
  giveBack(): void;
};

/** The rate that all replicas share, for each tenant. */
export type Pace = {
  /**
   * Leave for a request of a broadcast, shortly before its moment; a date where Teams has asked to wait for longer. Throws
   * where the store fails.
   */
  slot(tenantId: string, broadcastId: string): Promise<Slot | Date>;
  /** Waits for the next free moment, before any broadcast: a person is waiting. After half a second it waits no more. */
  soon(tenantId: string): Promise<void>;
  /**
   * Waits, right before a request leaves this process, until it can't meet those that were held up before it. To be told
   * when the request has left. Where a person is waiting it goes before the broadcasts.
   */
  leave(tenantId: string, isPersonWaiting?: boolean): Promise<() => void>;
  /**
   * Teams has refused a request (429): nobody sends for so long. Where it was for a conversation, and no other has just been
   * refused, that one alone has had enough: then all others go on, and it gives false.
   */
  refused(tenantId: string, afterMs: number, conversationId?: string): Promise<boolean | undefined>;
};

/** Two replicas that begin in the same millisecond would write the same, and the second insert would pass for the first. */
type PaceRow = Key & PacePlan & { writer: string; writtenAt?: number };
type Settings = { tables: Tables; clock: Clock; sleep: Sleep; limit?: number };
type Waiter = Pick<PromiseWithResolvers<Slot | Date>, "resolve" | "reject">;

/** Slots are taken from the shared row a quarter of a second's worth at a time, so that the row is not hot. */
const blockMs = 250;
/** More are taken when those in hand last no longer than this. */
const reserveMs = 150;
/** How long before its moment a slot is given, for what is to be written down before a post. */
const leadMs = 30;
/** A slot that has passed may still be used for so long, after a stall: `leave` sees that not too many leave at once. */
const latenessMs = 250;
const personPatienceMs = 500;
const broadcastPatienceMs = seconds(2);
/**
 * Teams counts over a second, and requests arrive less evenly than they leave. So many as it takes leave in 1,014 ms if
 * nothing holds them up: what was held up catches up by the difference.
 */
const windowMs = 1_011;
/** A clock that shows so much less than before has been set back. */
const setBackMs = 500;

export function createPace(settings: Settings): Pace {
  const tenants = new Map<string, ReturnType<typeof tenantPace>>();
  function of(tenantId: string) {
    const pace = tenants.get(tenantId) ?? tenantPace(tenantId, settings);
    tenants.set(tenantId, pace);
    return pace;
  }
  return {
    slot: (tenantId, broadcastId) => of(tenantId).slot(broadcastId),
    soon: (tenantId) => of(tenantId).soon(),
    leave: (tenantId, isPersonWaiting) => of(tenantId).leave(isPersonWaiting),
    refused: (tenantId, ...refusal) => of(tenantId).refused(...refusal),
  };
}

function tenantPace(tenantId: string, { tables, clock, sleep, limit = teamsLimit }: Settings) {
  const rows = tables.open<PaceRow>("paces");
  const key = { partitionKey: tenantId, rowKey: "pace" };
  const writer = randomUUID();
  const people: Waiter[] = [];
  const broadcasts = turns<Waiter>();
  const left = lastTimes(limit);
  const offsets = clockOffsets();
  const refused = refusals();
  let row: Stored<PaceRow> | undefined;
  let owned: number[] = [];
  let pausedUntil = 0;
  let reserving: Promise<void> | undefined;
  let isGranting = false;
  let peopleLeaving = 0;
  let lastNow = 0;
  /** When the shared row was last known as it was. */
  let seenAt = Number.NEGATIVE_INFINITY;

  /** All moments that are remembered move along where the clock is set back, so that nothing stands still until it is there again. */
  function now(): number {
    const time = clock.now().getTime();
    const ms = lastNow - time;
    if (ms > setBackMs) {
      owned = owned.map((at) => at - ms);
      pausedUntil -= ms;
      seenAt -= ms;
      left.setBack(ms);
    }
    lastNow = time;
    return time;
  }

  const isLongPause = () => pausedUntil - now() > broadcastPatienceMs;

  /** Changes the shared row, whoever else does; the row that was last seen spares most reads. */
  async function change(next: (plan: PacePlan) => PacePlan): Promise<void> {
    for (;;) {
      row ??= await rows.get(key.partitionKey, key.rowKey);
      const seen = row;
      row = undefined;
      try {
        const plan = { ...next(seen ? byOwnClock(seen) : freshPlan(limit)), writer, writtenAt: now() };
        row = seen ? await rows.replace({ ...seen, ...plan }) : await rows.insert({ ...key, ...plan });
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        continue;
      }
      // The write itself may have taken long; it saw the row as it was when it was asked for.
      seenAt = row.writtenAt ?? seenAt;
      // Another replica was refused.
      if (row.pausedUntil > pausedUntil) pauseUntil(row.pausedUntil);
      return;
    }
  }

  /** The plan by this replica's clock, though another wrote it. */
  function byOwnClock(seen: PaceRow): PacePlan {
    // Written before that was noted: further ahead than this only by a clock that was wrong.
    if (seen.writtenAt === undefined)
      return {
        ...seen,
        nextAt: Math.min(seen.nextAt, Math.max(now(), seen.pausedUntil) + broadcastPatienceMs),
      };
    const isOwn = seen.writer === writer;
    const ahead = isOwn
      ? Math.max(0, seen.writtenAt - now())
      : offsets.of(seen.writer, seen.writtenAt, seenAt, now());
    return ahead === 0 ? seen : setBack(seen, ahead);
  }

  function pauseUntil(until: number) {
    pausedUntil = until;
    owned = owned.filter((at) => at >= until);
  }

  function allBroadcasts(): Waiter[] {
    const all: Waiter[] = [];
    for (let one = broadcasts.next(); one; one = broadcasts.next()) all.push(one);
    return all;
  }

  async function reserve(): Promise<void> {
    const block = Math.ceil((fullRate(limit) * blockMs) / 1000);
    const count = broadcasts.isEmpty() ? Math.min(Math.max(people.length, 1), block) : block;
    let taken: number[] = [];
    await change((plan) => {
      const { plan: next, slots } = takeSlots(plan, count, now(), limit);
      taken = slots;
      return next;
    });
    owned.push(...taken.filter((at) => at >= pausedUntil));
  }

  async function grant(): Promise<void> {
    if (isGranting) return;
    isGranting = true;
    try {
      while (people.length > 0 || !broadcasts.isEmpty()) await grantNext();
    } finally {
      isGranting = false;
    }
  }

  async function grantNext(): Promise<void> {
    if (isLongPause()) for (const one of allBroadcasts()) one.resolve(new Date(pausedUntil));
    owned = owned.filter((at) => at > now() - latenessMs);
    const leftMs = (owned.at(-1) ?? 0) - now();
    if (owned.length === 0 || (leftMs < reserveMs && !broadcasts.isEmpty()))
      reserving ??= reserve()
        .catch((error: unknown) => {
          for (const one of [...people.splice(0), ...allBroadcasts()]) one.reject(error);
        })
        .finally(() => {
          reserving = undefined;
        });
    const [at] = owned;
    if (at === undefined) return reserving;
    const waitMs = at - leadMs - now();
    // For people alone no longer than they wait: somebody else may come who is to be told of a pause.
    if (waitMs > personPatienceMs && broadcasts.isEmpty()) return sleep(personPatienceMs);
    if (waitMs > 0) await sleep(waitMs);
    if (owned[0] !== at) return;
    const waiter = people.shift() ?? broadcasts.next();
    if (!waiter) return;
    owned.shift();
    waiter.resolve(slotAt(at));
  }

  function slotAt(at: number): Slot {
    return {
      async due() {
        // No longer than a slot is given before its moment, and that is not much.
        const waitMs = Math.min(at - now(), personPatienceMs);
        if (waitMs > 0) await sleep(waitMs);
      },
      giveBack() {
        if (at >= pausedUntil) owned = [at, ...owned].toSorted((one, other) => one - other);
      },
    };
  }

  return {
    async slot(broadcastId: string): Promise<Slot | Date> {
      if (isLongPause()) return new Date(pausedUntil);
      const waiter = Promise.withResolvers<Slot | Date>();
      broadcasts.add(broadcastId, waiter);
      void grant();
      return waiter.promise;
    },

    async soon(): Promise<void> {
      const waiter = Promise.withResolvers<Slot | Date>();
      people.push(waiter);
      void grant();
      // Also where the store fails: nobody waits for that.
      const slot = await Promise.race([waiter.promise, sleep(personPatienceMs)]).catch(() => undefined);
      if (slot && !(slot instanceof Date)) return slot.due();
      const waiting = people.indexOf(waiter);
      if (waiting >= 0) people.splice(waiting, 1);
    },

    async leave(isPersonWaiting = false): Promise<() => void> {
      const giveWayMs = () => (peopleLeaving > 0 && !isPersonWaiting ? 1 : 0);
      const waitMs = () => Math.max(left.freeAt() - now(), giveWayMs());
      if (isPersonWaiting) peopleLeaving++;
      for (let ms = waitMs(); ms > 0; ms = waitMs()) await sleep(ms);
      if (isPersonWaiting) peopleLeaving--;
      const request = left.note(now());
      return () => {
        request.at = now();
      };
    },

    async refused(afterMs: number, conversationId?: string): Promise<boolean> {
      if (conversationId !== undefined && !refused.isOfAll(conversationId, now())) return false;
      const until = now() + Math.min(afterMs, longestPauseMs);
      pauseUntil(Math.max(until, pausedUntil));
      // Best effort towards the other replicas: who can't be told is refused as well.
      await change((plan) => pausePlan(plan, until, now(), limit)).catch(() => undefined);
      return true;
    },
  };
}

/** The last requests of this replica: after a stall, those that were late must not meet those that follow. */
function lastTimes(limit: number) {
  const requests: { at: number }[] = [];
  return {
    freeAt: () => (requests.at(-limit)?.at ?? 0) + windowMs,
    setBack(ms: number) {
      for (const request of requests) request.at -= ms;
    },
    note(at: number) {
      const request = { at };
      requests.push(request);
      if (requests.length > limit) requests.shift();
      return request;
    },
  };
}
