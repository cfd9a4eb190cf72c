import type { Locale, Translate } from "#platform/i18n/texts.ts";

/** Who acts, as proved by a verified activity or a verified tab token. `id` is the Entra object id. */
export type Person = { tenantId: string; id: string; name: string };

export type Scope = "personal" | "group" | "channel";

export const channelTypes = ["standard", "private", "shared"] as const;
/** Of a standard channel the members are the team's; a private and a shared one have their own. */
export type ChannelType = (typeof channelTypes)[number];

/** A conversation that the bot may write to. `id` has a message part only where it is a thread: see thread-place.ts. */
export type Place = {
  tenantId: string;
  id: string;
  scope: Scope;
  serviceUrl: string;
  name: string;
  teamId?: string;
  teamName?: string;
  /** The team's Microsoft 365 group in Entra. */
  groupId?: string;
  /** Teams takes no messages in it until its owner brings it back. */
  isArchived?: boolean;
  /** Left out where Teams has not said. */
  channelType?: ChannelType;
  locale?: Locale;
};

/** One person doing one thing in one place. */
export type Turn = {
  person: Person;
  place: Place;
  locale: Locale;
  t: Translate;
  /** The message whose card was pressed. */
  messageId?: string;
  /** The Teams client's id of the person in this conversation (29:…), for `refresh.userIds` alone. */
  userId?: string;
};

export type Card = { type: "AdaptiveCard" } & Record<string, unknown>;

/** What the person gets back from a pressed button: a card in place of theirs, or a line of text. */
export type Reply = { card: Card } | { notice: string };

/** One line of a look-up's list, and the card that is put into the message when it is chosen. */
export type Preview = { title: string; text: string; card: Card };

/**
 * What the person gets back in a dialog (task module): the next page, or a last line that closes it; where a message action
 * opened it from the compose box, also a card that is put into their message.
 */
export type DialogReply = { title: string; card: Card } | { notice: string } | { insert: Preview };
