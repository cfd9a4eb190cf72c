/** What is to stand in the organiser's calendar. */
export type Wish = {
  /** The same for the same meeting: asking twice with one key makes one event. */
  key: string;
  subject: string;
  /** Plain text. */
  body: string;
  startsAt: Date;
  endsAt: Date;
};

export type Meeting = { eventId: string; joinUrl: string };

/**
 * Teams meetings as events in the calendar of the person whose tab token is given. Each throws MeetingFailed where it
 * can't be done now.
 */
export type Meetings = {
  make(token: string, wish: Wish): Promise<Meeting>;
  /** Subject and time as wished from now on; body and join link stay. NotFound where the event is gone. */
  change(token: string, eventId: string, wish: Wish): Promise<Meeting>;
  /** Harmless where the event is gone. The comment, plain text, goes to whoever is invited. */
  cancel(token: string, eventId: string, comment: string): Promise<void>;
};

/**
 * Why a meeting could not be made, changed or cancelled: the person or their administrator has yet to allow it, or to
 * give them a mailbox (`consent`); Graph asks for patience (`busy`); or it did not answer as it should (`unreachable`):
 * the deed may have been done, and asking again with the same key is harmless.
 */
export type MeetingFailure = "consent" | "busy" | "unreachable";

export class MeetingFailed extends Error {
  readonly reason: MeetingFailure;

  constructor(reason: MeetingFailure, cause?: unknown) {
    super(reason, { cause });
    this.name = "MeetingFailed";
    this.reason = reason;
  }
}
