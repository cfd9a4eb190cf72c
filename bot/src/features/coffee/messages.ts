import { z } from "zod";
import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { type Clock, isFresh, later, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Rosters } from "#platform/sending/rosters.ts";
import type { Drawn } from "#platform/sending/sender.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Card, Person, Place } from "#platform/teams/turn.ts";
import type { Attending } from "./attendance/attendance.ts";
import { type Ink, languageFor } from "./cards/card-context.ts";
import { type About, summaryOf } from "./cards/summaries.ts";
import { cancelledCard, invitationCard, sessionCard } from "./invitations/invitation-card.ts";
import { isNews } from "./invitations/notifications.ts";
import type { Recapping } from "./recap/recap.ts";
import { recapCard } from "./recap/recap-card.ts";
import { movedCard, reminderCard, seatCard } from "./reminders/notice-cards.ts";
import type { Wishes } from "./reminders/reminder-settings.ts";
import { deliveryTime } from "./series/reminder-times.ts";
import { ofSession } from "./series/schedule.ts";
import { type Session, stateOf } from "./series/session.ts";
import type { CoffeeStore } from "./series/store.ts";

type Ports = {
  store: CoffeeStore;
  attending: Attending;
  wishes: Wishes;
  recapping: Recapping;
  chats: Chats;
  rosters: Rosters;
  clock: Clock;
  inkFor(locale: Locale): Ink;
  /** The language that a person has chosen, if they have. */
  languageOf(person: Person): Promise<Locale | null>;
};

const ofOne = z.object({ tenantId: z.string(), seriesId: z.string(), date: z.string() });
const ofReminder = ofOne.extend({
  kind: z.enum(["dayBefore", "quarterBefore"]),
  startsAt: z.string(),
  at: z.string(),
});
const ofNews = ofOne.extend({
  what: z.enum(["moved", "cancelled", "reinstated"]),
  sequence: z.number(),
  startsAt: z.string(),
});

/** What the broadcasts post: drawn from how things are at that very time, or not at all if it no longer holds. */
export function coffeeMessages(ports: Ports): NonNullable<Feature["messages"]> {
  const { store, attending, wishes, recapping, chats, rosters, clock, inkFor, languageOf } = ports;
  // One broadcast draws the same for thousands of places.
  const heads = briefly(clock, seconds(5), (session: Session) => attending.heads(session));
  const recapped = briefly(clock, seconds(5), recapping.recapped);

  async function sessionIn(subject: z.infer<typeof ofOne>): Promise<Session | undefined> {
    const session = await store
      .findSession(subject.tenantId, subject.seriesId, subject.date)
      .catch(undefinedIfGone);
    const { removedAt } = session?.series ?? {};
    // A removed series has taken with it whatever was still to come.
    return session && removedAt && session.endsAt > removedAt
      ? { ...session, cancelledAt: session.cancelledAt ?? removedAt }
      : session;
  }

  const drawn = (session: Session, card: Card, about: About, ink: Ink): Drawn => ({
    card,
    summary: summaryOf(session, about, ink),
  });

  /** Its buttons are taken from where it was posted alone. */
  async function posted(session: Session, place: Place, card: Card, about: About, ink: Ink): Promise<Drawn> {
    const { series, date } = session;
    await store.postedIn(place.tenantId, place.id, series.id, date, about);
    return drawn(session, card, about, ink);
  }

  /** Who the chat belongs to, and the card's language for them. */
  async function reader(session: Session, place: Place) {
    const personId = await chats.personIn(place);
    if (personId === undefined) return undefined;
    const chosen = await languageOf({ tenantId: place.tenantId, id: personId, name: "" });
    const ink = inkFor(languageFor(session, chosen ?? place.locale ?? "sv"));
    return { personId, ink, standing: await attending.standing(session, personId) };
  }

  return {
    async invitation(subject, place, deed) {
      const session = await sessionIn(ofOne.parse(subject));
      if (!session) return undefined;
      const now = clock.now();
      const state = stateOf(session, now);
      if (deed === "post" && (state === "cancelled" || state === "over")) return undefined;
      const ink = inkFor(languageFor(session, place.locale ?? "sv"));
      const counted = await heads(keyOf(session), session);
      const shown = sessionCard(session, counted, undefined, ink, { now });
      const card = await refreshing(shown, session, place);
      if (deed === "post") return posted(session, place, card, "invitation", ink);
      return drawn(session, card, state === "cancelled" ? "cancelled" : "invitation", ink);
    },

    async reminder(subject, place) {
      const { kind, startsAt, at, ...one } = ofReminder.parse(subject);
      const session = await sessionIn(one);
      const told = session && (await reader(session, place));
      if (!told || session.cancelledAt || session.startsAt.toISOString() !== startsAt) return undefined;
      const now = clock.now();
      if (session.startsAt <= now || told.standing.answer === "no") return undefined;
      // They may have changed their mind about reminders since this one was planned.
      const wished = await wishes.get(session.series, told.personId);
      if (deliveryTime(session, kind, wished)?.toISOString() !== at) return undefined;
      return posted(session, place, reminderCard(session, kind, told.ink, now), "reminder", told.ink);
    },

    async seat(subject, place) {
      const session = await sessionIn(ofOne.parse(subject));
      const told = session && (await reader(session, place));
      if (!told || session.cancelledAt || session.startsAt <= clock.now()) return undefined;
      const { answer, seat } = told.standing;
      // Where the limit has been lifted there are no seats to have: all who have said yes come.
      if (answer !== "yes" || seat?.has === false) return undefined;
      return posted(session, place, seatCard(session, told.ink), "seat", told.ink);
    },

    async news(subject, place) {
      const news = ofNews.parse(subject);
      const session = await sessionIn(news);
      const told = session && (await reader(session, place));
      const now = clock.now();
      if (!told || !isNews(session, news) || session.endsAt <= now) return undefined;
      const { ink, standing } = told;
      if (standing.answer === null || standing.answer === "no") return undefined;
      if (news.what === "cancelled")
        return posted(session, place, cancelledCard(session, ink), "cancelled", ink);
      const counted = await heads(keyOf(session), session);
      if (news.what === "moved")
        return posted(session, place, movedCard(session, counted, standing, ink), "moved", ink);
      const card = invitationCard(session, counted, standing, ink, { now });
      return posted(session, place, card, "invitation", ink);
    },

    async recap(subject, place, deed) {
      const session = await sessionIn(ofOne.parse(subject));
      if (!session || session.cancelledAt) return undefined;
      const ink = inkFor(languageFor(session, place.locale ?? "sv"));
      const card = recapCard(session, await recapped(keyOf(session), session), ink);
      return deed === "post"
        ? posted(session, place, card, "recap", ink)
        : drawn(session, card, "recap", ink);
    },
  };

  async function refreshing(card: Card, session: Session, place: Place): Promise<Card> {
    if (place.scope === "personal") return card;
    const userIds = await rosters.refreshedIn(place);
    const data = { series: session.series.id, date: session.date };
    return { ...card, refresh: { action: { type: "Action.Execute", verb: "coffee/show", data }, userIds } };
  }
}

const keyOf = (session: Session) => JSON.stringify(ofSession(session));

/** What was loaded for a key serves for a while. */
function briefly<Subject, Value>(
  clock: Clock,
  maxAgeMs: number,
  load: (subject: Subject) => Promise<Value>,
): (key: string, subject: Subject) => Promise<Value> {
  const known = bounded<{ value: Promise<Value>; until: Date }>(2_000);
  return (key, subject) => {
    const cached = known.get(key);
    if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.value;
    const value = load(subject);
    known.set(key, { value, until: later(clock.now(), maxAgeMs) });
    value.catch(() => known.delete(key));
    return value;
  };
}
