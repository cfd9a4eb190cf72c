import type { Attending } from "#features/coffee/attendance/attendance.ts";
import { ownChats } from "#features/coffee/reminders/personal-chat.ts";
import type { Wishes } from "#features/coffee/reminders/reminder-settings.ts";
import { deliveryTime, type Kind } from "#features/coffee/series/reminder-times.ts";
import { ofSession } from "#features/coffee/series/schedule.ts";
import type { Series } from "#features/coffee/series/series.ts";
import { type Session, stateOf } from "#features/coffee/series/session.ts";
import { type Clock, later, minutes } from "#platform/jobs/clock.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import { personalGroupOf } from "./invitations.ts";

export type Telling = ReturnType<typeof telling>;

/** How a session stands by a change: who was told something else before is told this. */
export type News = { what: "moved" | "cancelled" | "reinstated"; sequence: number; startsAt: string };

/** Somebody who has got a seat, and where they answered. */
type ToTell = Awaited<ReturnType<Attending["promotedToTell"]>>[number];

type Ports = {
  attending: Attending;
  wishes: Wishes;
  chats: Chats;
  places: Places;
  sender: Sender;
  clock: Clock;
};

/** What comes later than this, because the server stood still, reminds nobody of anything. */
const latestMs = minutes(60);

/**
 * What one person is told in their own chat. Each broadcast is named by what it is about, so that telling twice tells
 * once; whoever should not be told after all is left out when the card is drawn.
 */
export function telling({ attending, wishes, chats, places, sender, clock }: Ports) {
  const broadcast = (session: Session, name: string, subject: object, at: Date) => ({
    tenantId: session.series.tenantId,
    id: `coffee-${name}`,
    group: personalGroupOf(session),
    message: `coffee/${name.slice(0, name.indexOf("|"))}`,
    subject: { ...ofSession(session), ...subject },
    at,
    by: session.series.owner.name,
  });
  const chatFor = ownChats(chats, places);
  const named = ({ series, date }: Session) => `${series.id}|${date}`;

  async function tellSeat(session: Session, { personId, count, at }: ToTell): Promise<void> {
    const state = stateOf(session, clock.now());
    const isAhead = state === "planned" || state === "invited";
    const chat = isAhead ? await chatOf(session.series, personId, at) : undefined;
    const name = `seat|${named(session)}|${personId}|${count}`;
    if (chat) await sender.plan(broadcast(session, name, {}, clock.now()), [chat.id]);
    await attending.told(session, personId);
  }

  async function chatOf(series: Series, personId: string, at: ToTell["at"]): Promise<Place | undefined> {
    const met = at && (await places.find(series.tenantId, at.placeId));
    return met ? chats.chatWith(series.tenantId, met, personId, at.userId) : chatFor(series, personId);
  }

  return {
    /** One broadcast for each time that somebody wants to be reminded at. */
    async remind(session: Session, kind: Kind): Promise<void> {
      const now = clock.now();
      const chatsAt = new Map<string, string[]>();
      for await (const { personId, wishes: wished, placeId } of wishes.all(session.series)) {
        const at = deliveryTime(session, kind, wished);
        if (!placeId || !at || later(at, latestMs) < now) continue;
        if ((await attending.standing(session, personId)).answer === "no") continue;
        chatsAt.set(at.toISOString(), [...(chatsAt.get(at.toISOString()) ?? []), placeId]);
      }
      for (const [at, placeIds] of chatsAt) {
        const subject = { kind, startsAt: session.startsAt.toISOString(), at };
        const name = `reminder|${named(session)}|${kind}|${at}`;
        await sender.plan(broadcast(session, name, subject, new Date(at)), placeIds);
      }
    },

    /** Tells those who have got a seat from the waiting list. Where it fails for some, the others are told all the same. */
    async seats(session: Session): Promise<void> {
      const failures: unknown[] = [];
      for (const promoted of await attending.promotedToTell(session))
        await tellSeat(session, promoted).catch((error: unknown) => failures.push(error));
      // Tried again by the queue.
      if (failures.length > 0) throw failures[0];
    },

    /** Tells those who meant to come that a session was moved, cancelled or is on again, if they have a chat. */
    async news(session: Session, news: News): Promise<void> {
      if (!isNews(session, news)) return;
      const placeIds: string[] = [];
      for await (const { personId, answer } of attending.all(session)) {
        if (answer === "no") continue;
        const chat = await chats.known(session.series.tenantId, personId);
        if (chat) placeIds.push(chat.id);
      }
      const name = `news|${named(session)}|${news.sequence}`;
      await sender.plan(broadcast(session, name, news, clock.now()), placeIds);
    },
  };
}

/** Whether the deed was done and it is still so; what came after it has its own news. */
export const isNews = ({ stored, startsAt, cancelledAt }: Session, news: News): boolean =>
  (stored?.sequence ?? 0) >= news.sequence &&
  startsAt.toISOString() === news.startsAt &&
  (cancelledAt !== undefined) === (news.what === "cancelled");
