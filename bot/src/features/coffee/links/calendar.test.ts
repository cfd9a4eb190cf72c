import { execFileSync } from "node:child_process";
import fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { type CalendarEntry, calendarFile } from "./calendar.ts";

const entry: CalendarEntry = {
  uid: "series-1-2026-12-10@puls.example",
  sequence: 3,
  startsAt: new Date("2026-12-10T06:30:00Z"),
  endsAt: new Date("2026-12-10T07:00:00Z"),
  title: "Kaffe med Uffe",
  about: "Tema: välmående",
  url: "https://puls.example/open/coffee/a1/join",
  location: "Teams",
  isCancelled: false,
  changedAt: new Date("2026-11-22T10:00:00Z"),
  organiser: "Anna",
};

const read = (text: string) => new ICAL.Component(ICAL.parse(text));
const events = (text: string) =>
  read(text)
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component));
const instant = (time: ICAL.Time | null) => new Date((time?.toUnixTime() ?? Number.NaN) * 1_000);

test("one session is a file to add once, with an alarm a quarter before", () => {
  const calendar = read(calendarFile([entry], "Kaffe med Uffe", "sv", "session"));
  const [event] = calendar.getAllSubcomponents("vevent");

  expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
  expect(calendar.getFirstPropertyValue("prodid")).toBe("-//Kommunpuls//Kaffe//SV");
  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
  expect(calendar.getFirstPropertyValue("refresh-interval")).toBeNull();
  expect(event?.getFirstPropertyValue("uid")).toBe(entry.uid);
  expect(event?.getFirstPropertyValue("sequence")).toBe(3);
  expect(event?.getFirstPropertyValue("status")).toBe("CONFIRMED");
  expect(String(event?.getFirstPropertyValue("dtstamp"))).toBe("2026-11-22T10:00:00Z");
  expect(String(event?.getFirstPropertyValue("last-modified"))).toBe("2026-11-22T10:00:00Z");
  expect(event?.getFirstPropertyValue("summary")).toBe("Kaffe med Uffe");
  expect(event?.getFirstPropertyValue("description")).toBe("Tema: välmående");
  expect(event?.getFirstPropertyValue("location")).toBe("Teams");
  expect(event?.getFirstPropertyValue("url")).toBe(entry.url);
  expect(event?.getFirstProperty("organizer")?.getFirstParameter("cn")).toBe("Anna");
  const alarm = event?.getFirstSubcomponent("valarm");
  expect(alarm?.getFirstPropertyValue("action")).toBe("DISPLAY");
  expect(String(alarm?.getFirstPropertyValue("trigger"))).toBe("-PT15M");
});

test("a feed tells its name, its zone and how often to ask, and rings no alarm", () => {
  const cancelled = { ...entry, uid: "series-1-2027-01-14@puls.example", isCancelled: true };
  const text = calendarFile([entry, cancelled], "Kaffe, med; Uffe\nvarje månad", "fi", "feed");
  const calendar = read(text);

  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
  // As it stands in the file: the parser takes no x-property for text.
  expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("Kaffe\\, med\\; Uffe\\nvarje månad");
  expect(calendar.getFirstPropertyValue("x-wr-timezone")).toBe("Europe/Helsinki");
  expect(String(calendar.getFirstPropertyValue("refresh-interval"))).toBe("PT1H");
  expect(calendar.getFirstPropertyValue("x-published-ttl")).toBe("PT1H");
  const [first, second] = calendar.getAllSubcomponents("vevent");
  expect(first?.getFirstSubcomponent("valarm")).toBeNull();
  expect(first?.getFirstPropertyValue("status")).toBe("CONFIRMED");
  expect(second?.getFirstPropertyValue("status")).toBe("CANCELLED");
  expect(second?.getFirstPropertyValue("transp")).toBe("TRANSPARENT");
});

test("a cancelled session is a file that takes it out", () => {
  const calendar = read(
    calendarFile([{ ...entry, sequence: 4, isCancelled: true }], "Kaffe", "sv", "session"),
  );
  const event = calendar.getFirstSubcomponent("vevent");

  expect(calendar.getFirstPropertyValue("method")).toBe("CANCEL");
  expect(event?.getFirstPropertyValue("status")).toBe("CANCELLED");
  expect(event?.getFirstPropertyValue("uid")).toBe(entry.uid);
  expect(event?.getFirstPropertyValue("sequence")).toBe(4);
  expect(event?.getFirstPropertyValue("organizer")).toMatch(/^mailto:/);
  expect(event?.getFirstSubcomponent("valarm")).toBeNull();
});

test("a feed of nothing yet is a calendar all the same", () => {
  const calendar = read(calendarFile([], "Kaffe", "en", "feed"));

  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
  expect(calendar.getAllSubcomponents("vtimezone")).toHaveLength(1);
  expect(calendar.getAllSubcomponents("vevent")).toEqual([]);
});

test.for([
  ["in winter", "2026-12-10T06:30:00Z", "DTSTART;TZID=Europe/Helsinki:20261210T083000"],
  ["in summer", "2027-06-10T05:30:00Z", "DTSTART;TZID=Europe/Helsinki:20270610T083000"],
  ["before the clocks go forward", "2027-03-28T00:59:00Z", "DTSTART;TZID=Europe/Helsinki:20270328T025900"],
  ["when they have", "2027-03-28T01:00:00Z", "DTSTART;TZID=Europe/Helsinki:20270328T040000"],
  ["before they go back", "2027-10-30T23:15:00Z", "DTSTART;TZID=Europe/Helsinki:20271031T021500"],
  ["into the first of the two hours", "2027-10-30T23:45:00Z", "DTSTART:20271030T234500Z"],
  ["in the first of the two hours", "2027-10-31T00:30:00Z", "DTSTART:20271031T003000Z"],
  ["in the second of the two hours", "2027-10-31T01:30:00Z", "DTSTART:20271031T013000Z"],
  ["when they have gone back", "2027-10-31T02:00:00Z", "DTSTART;TZID=Europe/Helsinki:20271031T040000"],
])("a session %s is at its time in Finland", ([, startsAt = "", line]) => {
  const start = new Date(startsAt);
  const text = calendarFile(
    [{ ...entry, startsAt: start, endsAt: new Date(start.getTime() + 1_800_000) }],
    "Kaffe",
    "sv",
    "session",
  );

  expect(text).toContain(`\r\n${line}\r\n`);
  expect(events(text).map(({ startDate }) => instant(startDate))).toEqual([start]);
});

test.for(["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata", "Europe/Helsinki"])(
  "the clock of a server in %s changes nothing",
  (timeZone) => {
    const [winter, summer] = ["2026-12-10T06:30:00.000Z", "2027-06-10T05:30:00.000Z"];
    const script = `
      import { calendarFile } from ${JSON.stringify(new URL("./calendar.ts", import.meta.url).href)};
      const entry = ${JSON.stringify(entry)};
      const entries = [${JSON.stringify(winter)}, ${JSON.stringify(summer)}].map((startsAt) => ({
        ...entry,
        startsAt: new Date(startsAt),
        endsAt: new Date(startsAt),
        changedAt: new Date(entry.changedAt),
      }));
      process.stdout.write(new Date(0).getTimezoneOffset() + "|" + calendarFile(entries, "Kaffe", "sv", "feed"));`;
    const said = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TZ: timeZone },
      encoding: "utf8",
    });
    const [offset, text = ""] = said.split("|");

    expect(Number(offset) === 0).toBe(timeZone === "UTC");
    expect(events(text).map(({ startDate }) => instant(startDate).toISOString())).toEqual([winter, summer]);
    expect(text).toContain("DTSTART;TZID=Europe/Helsinki:20261210T083000");
    expect(text).toContain("DTSTART;TZID=Europe/Helsinki:20270610T083000");
  },
);

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      "\r",
      "\n",
      ",",
      ";",
      "\\",
      ":",
      '"',
      "^",
      "n",
      "å",
      "👩‍🚒",
      "\u0000",
      "\u2028",
      " ",
    ),
  }),
  fc.constantFrom(
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Bo",
    "\\\\n\\,",
    "ä😀".repeat(2_500),
    "\ud800",
    " \t ",
    "BEGIN:VEVENT",
  ),
);
const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1_000, max: Date.UTC(2060, 0) / 1_000 });

/** What a text is after a calendar: control characters and halves of characters left out, every line break the same. */
const asKept = (text: string) =>
  text
    .replace(/(?![\t\r\n])\p{Cc}/gu, "")
    .toWellFormed()
    .replace(/\r\n?/g, "\n");

test("whatever people write, and whenever it is, another program reads the same", () => {
  fc.assert(
    fc.property(
      fc.record({ title: hostile, about: hostile, location: hostile, organiser: hostile, name: hostile }),
      seconds,
      fc.integer({ min: 1, max: 86_400 }),
      fc.boolean(),
      fc.constantFrom("session", "feed"),
      (texts, startS, lengthS, isCancelled, kind) => {
        const startsAt = new Date(startS * 1_000);
        const endsAt = new Date((startS + lengthS) * 1_000);
        const text = calendarFile(
          [{ ...entry, ...texts, startsAt, endsAt, isCancelled }],
          texts.name,
          "sv",
          kind,
        );

        for (const line of text.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
        expect(
          read(text)
            .getAllSubcomponents()
            .map(({ name }) => name),
        ).toEqual(["vtimezone", "vevent"]);
        const [event] = events(text);
        if (!event) throw new Error("No event.");
        expect(event.uid).toBe(entry.uid);
        expect(event.summary).toBe(asKept(texts.title));
        expect(event.description ?? "").toBe(asKept(texts.about));
        expect(event.location ?? "").toBe(asKept(texts.location));
        expect(instant(event.startDate)).toEqual(startsAt);
        expect(instant(event.endDate)).toEqual(endsAt);
      },
    ),
    { numRuns: 300 },
  );
});
