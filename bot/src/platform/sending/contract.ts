import { z } from "zod";

/* Sending as the tab sees it: the same for surveys, invitations and whatever else is posted. */

export const outcomes = [
  "scheduled",
  "queued",
  "sending",
  "sent",
  "blocked",
  "gone",
  "unknown",
  "cancelled",
] as const;
/**
 * What became of one target. `unknown` may have been posted: it is sent again only when a person asks for it. `blocked`
 * and `gone` are Teams' final no. `cancelled` was never posted and never will be.
 */
export type Outcome = (typeof outcomes)[number];

/** Why Teams would not take a message, where it said so. */
export const refusalReasons = [
  "notInstalled",
  "blockedByUser",
  "disabledByAdmin",
  "notPermitted",
  "archived",
  "wrongAddress",
  "tooBig",
  "notDrawn",
  "notAccepted",
  "busy",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type SendingState = "scheduled" | "sending" | "paused" | "cancelled" | "done";

export type PlaceView = {
  id: string;
  /** In the reader's language where Teams has no name for it; never empty. */
  name: string;
  /** Null for a chat. Two teams may have one name: it is the id that tells them from each other. */
  team: string | null;
  teamId?: string;
  scope: "personal" | "group" | "channel";
  locale: "sv" | "fi" | "en" | null;
};

export type SendingView = {
  id: string;
  at: string;
  by: string;
  state: SendingState;
  /** How many targets have come to each outcome; all of them together are the sending's targets. */
  progress: Record<Outcome, number>;
  may: { pause: boolean; resume: boolean; cancel: boolean; move: boolean };
  targets: {
    place: PlaceView;
    outcome: Outcome;
    /** Of what is `blocked`. */
    reason?: RefusalReason;
    at: string | null;
    mayRetry: boolean;
    /** Opens the posted card in Teams. */
    link: string | null;
  }[];
};

export const placeIds = z.array(z.string().max(400)).min(1).max(5_000);

export const sendingInput = z.strictObject({
  id: z.uuid(),
  placeIds,
  /** ISO instant; null sends now. */
  at: z.iso.datetime().nullable(),
});
export const moveInput = z.strictObject({ at: z.iso.datetime() });
export const retryInput = z.strictObject({
  /** Only these targets are sent again; `unknown` ones only when named here by a person. */
  placeIds,
});
