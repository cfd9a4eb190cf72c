import type { Person, Preview } from "./turn.ts";

/* What the message extension takes and gives, and what is overheard, in our own words. */

/** As many lines as Teams shows at once. */
export const mostResults = 25;
/** The characters of a message that are read. */
export const mostQuoted = 8_000;

export type LookedUp = { results: Preview[] } | { notice: string };

/** A message that somebody chose to do something with; all of it is what Teams' client says, nothing is proved. */
export type QuotedMessage = {
  /** Markdown, at most `mostQuoted` characters; "" from the compose box. */
  text: string;
  author?: string;
  sentAt?: Date;
  /** Opens the message in Teams. */
  link?: string;
};

/** Something said in a channel, not to the bot: a message, or a reply in a message's thread. */
export type Said = {
  /** `edited` is also one that was removed and brought back. */
  deed: "said" | "edited" | "removed";
  messageId: string;
  /** The message that began the thread; the message's own id where it begins one. */
  threadId: string;
  /** Markdown, at most `mostQuoted` characters; "" where it was removed. Made when it is first read: look at the rest before. */
  readonly text: string;
  /** Absent where Teams does not name one, as for a removed message. */
  person?: Person;
  sentAt: Date;
};
