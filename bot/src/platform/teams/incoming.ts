import type { Card, DialogReply, Person, Place, Reply } from "./turn.ts";

/** Something that happened in Teams, after the gate has proved where it comes from. Plain values, no SDK types. */
export type Incoming = {
  place: Place;
  /** The language of the person's Teams client, such as "sv-SE"; absent when a bot is added. */
  localeTag?: string;
  /** Teams' own id of the activity. */
  activityId: string;
} & (
  | ({ kind: "message"; text: string } & Acting)
  | ({ kind: "action"; verb: string; data: unknown; automatic: boolean; messageId?: string } & Acting)
  | ({ kind: "fetch" | "submit"; verb: string; data: unknown; messageId?: string } & Acting)
  | ({ kind: "added" } & Partial<Acting>)
  | { kind: "removed" }
  /** The place's names changed, or the bot saw it again: worth remembering, nothing to answer. */
  | { kind: "seen" }
);

type Acting = { person: Person; userId: string };

/**
 * What the app wants done about it. `messages` are posted into the place; a reply or a dialog goes back in the
 * answer of the invoke.
 */
export type Outgoing = {
  messages?: { card: Card; summary: string }[];
  reply?: Reply;
  dialog?: DialogReply;
};

export type Answer = (incoming: Incoming) => Promise<Outgoing>;
