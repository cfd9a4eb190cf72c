import type { Card, Place } from "#platform/teams/turn.ts";
import type { Outcome, SendingState } from "./contract.ts";

/** A card for one place, and what notifications and screen readers say of it. */
export type Drawn = { card: Card; summary: string };

/**
 * Draws what is posted in a place, just before it is posted or its card is replaced; undefined where nothing should be
 * (any more): the target is then cancelled. It may be called more than once for a place. Named `<feature>/<name>`.
 */
export type Message = (subject: unknown, place: Place, deed: "post" | "update") => Promise<Drawn | undefined>;

/** One card to many places. With an id made from what it is about, planning it twice is harmless. */
export type Broadcast = {
  tenantId: string;
  /** Unique in the tenant: a UUID, or such as `coffee-invite|<series>|<date>`. */
  id: string;
  /** What it belongs to, such as `surveys|<survey>`: broadcasts are listed by it. */
  group: string;
  /** The name of the message that draws it. */
  message: string;
  /** What the message is drawn from: ids only, small. */
  subject: object;
  at: Date;
  /** Whoever sends it, as organisers read it. */
  by: string;
};

export type Sent = Broadcast & {
  state: SendingState;
  progress: Record<Outcome, number>;
};

export type Target = {
  placeId: string;
  outcome: Outcome;
  changedAt: Date;
  messageId?: string | undefined;
  /** Why Teams would not take it: one of `refusalReasons`, where it said. */
  reason?: string | undefined;
};

/**
 * Sending at Teams' pace, on any number of replicas. What is planned survives a crash; each target is claimed before its
 * post and settled after it, so that nothing is posted twice and what may have been posted is listed as `unknown`.
 * Broadcasts of one tenant share its rate, in turn: a small one does not wait for a large one to end.
 */
export type Sender = {
  /** Planned twice is planned once; more places may be added to it by planning it again while it is not cancelled. */
  plan(broadcast: Broadcast, placeIds: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /**
   * The same, and what was cancelled for these places goes out now: to those that never got it, never to one that has it
   * or may have it. For other places it stays cancelled. Only where a person asks for it.
   */
  planAnew(broadcast: Broadcast, placeIds: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /** Newest first. */
  list(tenantId: string, group: string): Promise<Sent[]>;
  find(tenantId: string, id: string): Promise<Sent | undefined>;
  targets(tenantId: string, id: string): AsyncIterable<Target>;
  target(tenantId: string, id: string, placeId: string): Promise<Target | undefined>;
  /** Another time for what has not begun; a Refusal `sendingHasBegun` where it has, or is just about to. Twice is once. */
  move(tenantId: string, id: string, at: Date): Promise<void>;
  /** Stops before the next post, until resumed. What has been claimed is settled. */
  pause(tenantId: string, id: string): Promise<void>;
  resume(tenantId: string, id: string): Promise<void>;
  /** What has not been claimed is not posted, unless it is planned anew. Where nothing is left to post, nothing is cancelled. */
  cancel(tenantId: string, id: string): Promise<void>;
  /** Sends again to these places; a Refusal `nothingToRetry` where the outcome does not allow it. */
  retry(tenantId: string, id: string, placeIds: readonly string[]): Promise<void>;
  /** Replaces the card in every place where it stands with how it is drawn now. Harmless to repeat. */
  update(tenantId: string, id: string): Promise<void>;
  /** Removes all that is kept of a group's broadcasts. For what is long past: nothing of it may be under way. */
  forget(tenantId: string, group: string): Promise<void>;
};
