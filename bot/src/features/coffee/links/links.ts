import { type Ink, languageFor } from "#features/coffee/cards/card-context.ts";
import { leadsStraight } from "#features/coffee/series/join-address.ts";
import type { Series } from "#features/coffee/series/series.ts";
import { type Session, stateOf, uidOf } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { OpenAnswer, OpenRoute, Platform, TextFile } from "#platform/feature.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { type Clock, later, minutes } from "#platform/jobs/clock.ts";
import { NotFound } from "#platform/refusal.ts";
import { dayOf, monthsAfter } from "#platform/time/finnish-time.ts";
import type { CalendarEntry } from "./calendar.ts";

/** A feed shows the past year and the next two. */
const feedPastMonths = 12;
const feedComingMonths = 24;
/** An opening counts from this long before the start: whoever only tries the link in advance does not attend. */
const doorsOpenMs = minutes(60);

/** Our own addresses of a series and its sessions, for whoever holds the series' unguessable key. */
export function linksTo(openLink: Platform["openLink"]): Ink["links"] {
  return {
    join: ({ series, date }) => openLink(`/coffee/${series.linkKey}/${date}/join`),
    ics: ({ series, date }) => openLink(`/coffee/${series.linkKey}/${date}.ics`),
    feed: ({ linkKey }, locale) => openLink(`/coffee/${linkKey}.ics${locale ? `?lang=${locale}` : ""}`),
  };
}

type Ports = { store: CoffeeStore; clock: Clock; links: Ink["links"]; inkFor(locale: Locale): Ink };
type Asked = { params: Record<string, string>; locale: Locale; t: Translate };

/** What those addresses answer, without sign-in. */
export function coffeeLinks({ store, clock, links, inkFor }: Ports): OpenRoute[] {
  async function seriesIn({ params }: Asked): Promise<Series> {
    const series = await store.seriesByLink(params.key ?? "");
    if (!series.startedAt) throw new NotFound("unknownSeries");
    return series;
  }

  async function sessionIn(asked: Asked): Promise<Session> {
    const series = await seriesIn(asked);
    return store.findSession(series.tenantId, series.id, asked.params.date ?? "");
  }

  async function join(asked: Asked): Promise<OpenAnswer> {
    const session = await sessionIn(asked);
    const { locale } = inkFor(languageFor(session, asked.locale));
    const title = session.series.draft.title[locale];
    const now = clock.now();
    const isOff = stateOf(session, now) === "cancelled" || session.series.removedAt;
    if (isOff) return { title, text: asked.t("link.cancelled") };
    // One that was stored before crooked links were refused is followed by nobody.
    if (!leadsStraight(session.joinUrl)) return { title, text: asked.t("link.nowhere") };
    if (later(now, doorsOpenMs) >= session.startsAt && now < session.endsAt) await store.opened(session);
    return { redirect: session.joinUrl };
  }

  async function oneFile(asked: Asked): Promise<TextFile> {
    const { calendarFile } = await writer();
    const session = await sessionIn(asked);
    const language = languageFor(session, asked.locale);
    return fileOf(`${session.date}.ics`, calendarFile([entryOf(session, language)], "", language, "session"));
  }

  async function feed(asked: Asked): Promise<TextFile> {
    const { calendarFile } = await writer();
    const series = await seriesIn(asked);
    const today = dayOf(clock.now());
    const sessions = await store.sessions(
      series,
      monthsAfter(today, -feedPastMonths),
      monthsAfter(today, feedComingMonths),
    );
    const language = languageFor(series.draft, asked.locale);
    const entries = sessions.map((session) => entryOf(session, languageFor(session, asked.locale)));
    return fileOf("kaffe.ics", calendarFile(entries, series.draft.title[language], language, "feed"));
  }

  function entryOf(session: Session, language: Locale): CalendarEntry {
    const { series, startsAt, endsAt, sequence, changedAt, theme, agenda } = session;
    const { title, about } = series.draft;
    const isGone = series.removedAt !== undefined && endsAt > series.removedAt;
    const url = session.joinUrl && links.join(session);
    const lines = [theme[language], about[language], agenda[language], url];
    return {
      uid: uidOf(session),
      // A removed series is one change more, to whichever session it takes away.
      sequence: isGone ? sequence + 1 : sequence,
      startsAt,
      endsAt,
      title: title[language],
      about: lines.filter((line) => line.trim() !== "").join("\n\n"),
      url,
      location: url,
      isCancelled: session.cancelledAt !== undefined || isGone,
      changedAt,
      organiser: session.host,
    };
  }

  return [
    {
      path: "/coffee/:key.ics",
      about:
        "The sessions of a series as a calendar to subscribe to: those of the past year and the next two.",
      handle: feed,
    },
    {
      path: "/coffee/:key/:date.ics",
      about: "One session as a calendar file.",
      handle: oneFile,
    },
    {
      path: "/coffee/:key/:date/join",
      about: "Leads to wherever the session is held, and counts that it did, without anybody's name.",
      handle: join,
    },
  ];
}

// Loaded by the first file that is asked for: its library is of no use before.
const writer = () => import("./calendar.ts");

const fileOf = (fileName: string, text: string): TextFile => ({
  fileName,
  contentType: "text/calendar; charset=utf-8",
  text,
});
