import type { RefusalReason } from "#platform/sending/contract.ts";
import type { Card, ChannelType, Place } from "#platform/teams/turn.ts";

/** Every call to Teams ends after this long, with an unknown outcome. */
export const deadlineMs = 5_000;

/** What became of a message. Only `later` may be tried again without asking a person. */
export type Delivery =
  | { outcome: "sent"; messageId: string }
  | { outcome: "blocked"; reason?: RefusalReason }
  | { outcome: "gone" }
  /**
   * Refused before it was accepted, so that nothing was posted: 429; or never handed over (`unreached`), which says nothing
   * about how much Teams takes; or too much went on in that conversation alone (`busy`).
   */
  | { outcome: "later"; afterMs: number; unreached?: true; busy?: true }
  /** Timeout, reset or 5xx: it may have been posted. */
  | { outcome: "unknown" };

export type Member = { id: string; userId: string; name: string };

export type Channel = { id: string; name: string; channelType?: ChannelType };
export type TeamTold = { teamName?: string; groupId?: string };

/** Writing to Teams without being spoken to. Each call ends within the deadline. */
export type Messenger = {
  send(place: Place, card: Card, summary: string): Promise<Delivery>;
  update(place: Place, messageId: string, card: Card, summary: string): Promise<Delivery>;
  /** The members of a conversation, at most `most`; undefined where Teams does not tell. */
  members(place: Place, most: number): Promise<Member[] | undefined>;
  /** The standard channels of a team, the first without a name; undefined where Teams does not tell. */
  channels(place: Pick<Place, "tenantId" | "serviceUrl">, teamId: string): Promise<Channel[] | undefined>;
  /** What a team is called, and its group in Entra; undefined where Teams does not tell. */
  team(place: Pick<Place, "tenantId" | "serviceUrl">, teamId: string): Promise<TeamTold | undefined>;
  /** Whether the person is in the team or conversation right now. */
  isMember(
    place: Pick<Place, "tenantId" | "serviceUrl">,
    conversationId: string,
    personId: string,
  ): Promise<boolean>;
  /**
   * The id of the personal chat with somebody whom the bot met at that address, made if there is none; undefined where
   * Teams refuses. Asking again gives the same chat. Throws where Teams does not answer.
   */
  chat(met: Pick<Place, "tenantId" | "serviceUrl">, userId: string): Promise<string | undefined>;
};
