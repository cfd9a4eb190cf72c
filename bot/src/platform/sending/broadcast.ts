import { createHash } from "node:crypto";
import { type Outcome, outcomes, type SendingState } from "./contract.ts";
import type { Broadcast } from "./sender.ts";
import { type KeptTarget, shown, type Whole } from "./target.ts";

/* The rules of a broadcast and of the chunks that its targets are kept in, as plain values. */

export type KeptBroadcast = Broadcast &
  Whole & {
    /** How many chunks its places are spread over. */
    chunks: number;
    /** All its targets are there; nothing is posted before. */
    plannedAt?: Date | undefined;
    /** When its cards were last asked to be replaced. */
    updatedAt?: Date | undefined;
  };

/**
 * What is known of a chunk without its targets. A chunk is worked through once a round: it waits while its round is behind
 * the broadcast's, is open while it is worked on, and then keeps what its targets came to.
 */
export type Chunk = {
  number: number;
  /** 0: nobody has begun it, and it holds `size` targets. */
  round: number;
  size: number;
  isOpen: boolean;
  /** The round in which its worker has handed the lane on to the next chunk. */
  passedRound: number;
  /** When somebody must have looked at it again. */
  lookAt: Date;
  progress?: Progress | undefined;
};

export type Progress = Record<Outcome, number>;

const fewestChunks = 16;
const mostChunks = 16_384;
const chunkSize = 64;

/** A power of two: never so few that a broadcast can't grow, and as many as there may be if the size is not known. */
export function chunksFor(size: number): number {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(size, 1) / chunkSize));
  return Math.min(Math.max(wanted, fewestChunks), mostChunks);
}

/** A place is always in the same chunk of a broadcast, so that planning it twice finds it. */
export function chunkOf(placeId: string, chunks: number): number {
  return createHash("sha256").update(placeId).digest().readUInt32BE(0) % chunks;
}

/** Nothing new is begun while it is paused or cancelled; the cards that stand somewhere are replaced all the same. */
export function isWaiting(chunk: Chunk, whole: Whole): boolean {
  return chunk.round < whole.round && (chunk.round > 0 || !(whole.pausedAt || whole.cancelledAt));
}

/** What a chunk is known to hold; undefined while it is worked on, and its targets must be counted. */
export function progressIn(chunk: Chunk, whole: Whole, now: Date): Progress | undefined {
  if (chunk.round === 0) return { ...noProgress(), [shown({ outcome: "queued" }, whole, now)]: chunk.size };
  return chunk.isOpen ? undefined : chunk.progress;
}

export function noProgress(): Progress {
  return {
    scheduled: 0,
    queued: 0,
    sending: 0,
    sent: 0,
    blocked: 0,
    gone: 0,
    unknown: 0,
    cancelled: 0,
  };
}

export function countOf(targets: Iterable<KeptTarget>, whole: Whole, now: Date): Progress {
  const progress = noProgress();
  for (const target of targets) progress[shown(target, whole, now)]++;
  return progress;
}

export function sumOf(parts: Iterable<Progress>): Progress {
  const sum = noProgress();
  for (const part of parts) for (const outcome of outcomes) sum[outcome] += part[outcome];
  return sum;
}

export function stateOf(whole: Whole, progress: Progress, now: Date): SendingState {
  const all = outcomes.reduce((sum, outcome) => sum + progress[outcome], 0);
  if (whole.cancelledAt && (progress.cancelled > 0 || all === 0)) return "cancelled";
  const isLeft = progress.scheduled + progress.queued + progress.sending > 0;
  if (whole.pausedAt && isLeft) return "paused";
  if (whole.at > now) return "scheduled";
  return isLeft ? "sending" : "done";
}
