import ical, {
  escape as escapeText,
  ICalAlarmType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import { Temporal } from "temporal-polyfill";
import type { Language } from "#features/coffee/contract.ts";

/** One session as calendars show it. */
export type CalendarEntry = {
  /** The same for the same session, in files and feeds, for ever. */
  uid: string;
  /** One more for every change that calendars show. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  title: string;
  about: string;
  url: string;
  location: string;
  isCancelled: boolean;
  changedAt: Date;
  organiser: string;
};

const zone = "Europe/Helsinki";
const alarmMinutes = 15;
/** How often a program should ask for a feed anew. */
const refreshS = 3_600;

/**
 * An iCalendar file (RFC 5545, 5546): one session to add once, with an alarm, or a feed of all to subscribe to. A file of
 * one cancelled session asks programs to take it out; in a feed it stands as cancelled.
 */
export function calendarFile(
  entries: readonly CalendarEntry[],
  name: string,
  language: Language,
  kind: "session" | "feed",
): string {
  const isFeed = kind === "feed";
  const isCancelled = !isFeed && entries.length > 0 && entries.every((entry) => entry.isCancelled);
  const calendar = ical({
    prodId: { company: "Kommunpuls", product: "Kaffe", language },
    // The library escapes every text but this one.
    name: escapeText(written(name), false),
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    ttl: isFeed ? refreshS : null,
    events: entries.map((entry) => eventOf(entry, !isFeed && !entry.isCancelled)),
  });
  return `${withZone(calendar.toString())}\r\n`;
}

function eventOf(entry: CalendarEntry, hasAlarm: boolean): ICalEventData {
  const { uid, sequence, startsAt, endsAt, url, isCancelled, changedAt } = entry;
  return {
    id: uid,
    sequence,
    ...timesOf(startsAt, endsAt),
    stamp: instantOf(changedAt),
    lastModified: instantOf(changedAt),
    summary: written(entry.title),
    description: written(entry.about),
    location: written(entry.location),
    url,
    // RFC 5546 wants an organiser with an address; this one is nobody's, so that no answer is sent to it.
    organizer: { name: written(entry.organiser) || "Kommunpuls", email: "kaffe@kommunpuls.invalid" },
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    alarms: hasAlarm ? [{ type: ICalAlarmType.display, trigger: alarmMinutes * 60 }] : [],
  };
}

/** Local times, which stay right if the law on summer time changes; in UTC in the night when one hour comes twice. */
function timesOf(startsAt: Date, endsAt: Date): Pick<ICalEventData, "start" | "end" | "timezone"> {
  // Not as Date: with a time zone the library would read the clock of the process.
  const start = instantOf(startsAt);
  const end = instantOf(endsAt);
  return { start, end, timezone: comesTwice(start) || comesTwice(end) ? "UTC" : zone };
}

const instantOf = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());

function comesTwice(instant: Temporal.Instant): boolean {
  const wall = instant.toZonedDateTimeISO(zone).toPlainDateTime();
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  return first?.epochMilliseconds !== second?.epochMilliseconds;
}

/** What may stand in a text of RFC 5545: no control characters but tab and new line, no half of a character. */
const written = (text: string): string => text.replace(/(?![\t\r\n])\p{Cc}/gu, "").toWellFormed();

/** Finland's time since 1997: the rules of Directive 2000/84/EC, on the last Sundays of March and October. */
const zoneLines = [
  `X-WR-TIMEZONE:${zone}`,
  "BEGIN:VTIMEZONE",
  `TZID:${zone}`,
  "BEGIN:DAYLIGHT",
  "DTSTART:19970330T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "TZNAME:EEST",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0300",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "DTSTART:19971026T040000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZNAME:EET",
  "TZOFFSETFROM:+0300",
  "TZOFFSETTO:+0200",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

/** Before the first event. Told of the zone itself, the library would write the stamps, too, by it and without their Z. */
const withZone = (text: string): string =>
  text.replace(/\r\n(?=BEGIN:VEVENT|END:VCALENDAR)/, `\r\n${zoneLines}\r\n`);
