import type { LookedUp, QuotedMessage, Said } from "#platform/teams/extension.ts";
import type { Card, DialogReply, Person, Place, Preview, Reply } from "#platform/teams/turn.ts";

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
  | Extended
  /** Said in a channel, not to the bot. */
  | { kind: "overheard"; said: Said }
  | ({ kind: "added" } & Partial<Acting>)
  /** The bot left the place, or its team with every channel. */
  | { kind: "removed"; isWholeTeam?: true }
  /** The place's names changed, or the bot saw it again, or its team as a whole: worth remembering, nothing to answer. */
  | { kind: "seen"; isWholeTeam?: true }
);

/** Asked of the message extension: the place is where the person writes, and the bot need not be there. */
type Extended =
  | ({ kind: "lookUp"; verb: string; text: string; page: { skip: number; count: number } } & Acting)
  | ({ kind: "messageAction"; verb: string; message: QuotedMessage } & Acting)
  /** A page sent in of the dialog that a messageAction opened. */
  | ({ kind: "messageSubmit"; verb: string; data: unknown } & Acting)
  /** Nobody acts where the app is not installed for whoever pastes the link. */
  | ({ kind: "link"; url: string } & Partial<Acting>);

type Acting = { person: Person; userId: string };

/**
 * What the app wants done about it. `messages` are posted into the place; the rest goes back in the answer of the
 * invoke.
 */
export type Outgoing = {
  messages?: { card: Card; summary: string }[];
  reply?: Reply;
  dialog?: DialogReply;
  lookedUp?: LookedUp;
  preview?: Preview | undefined;
};

export type Answer = (incoming: Incoming) => Promise<Outgoing>;
