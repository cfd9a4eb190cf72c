import { expect, test } from "vitest";
import type { SessionDraft } from "#features/coffee/contract.ts";
import { runningSeries, secondThursdays } from "#test/harness/coffee.ts";
import { end, type Series } from "./series.ts";
import {
  cancel,
  change,
  invite,
  inviteAt,
  recapAt,
  reinstate,
  type Session,
  type StoredSession,
  sessionOf,
  sessionsOf,
  stateOf,
  takeUp,
  uidOf,
  unwritten,
} from "./session.ts";

const january = "2027-01-14";
const now = new Date("2027-01-04T08:00:00Z");

function sessionIn(series: Series, date = january, stored?: StoredSession): Session {
  const session = sessionOf(series, date, stored);
  if (!session) throw new Error(`There is no session on ${date}.`);
  return session;
}

const plain = () => unwritten(sessionIn(runningSeries()));
const changed = (changes: Partial<SessionDraft>, stored = plain()) =>
  change(stored, { ...stored.draft, ...changes }, now);
const invited = () => invite(plain(), sessionIn(runningSeries()), now);
const held = (series: Series, stored: StoredSession[] = []) =>
  sessionsOf(series, stored, "2027-01-01", "2027-03-31").map(({ startsAt }) => startsAt.toISOString());

test("a session with nothing particular is the series' own", () => {
  expect(sessionIn(runningSeries({ capacity: 12 }))).toMatchObject({
    startsAt: new Date("2027-01-14T06:30:00Z"),
    endsAt: new Date("2027-01-14T07:15:00Z"),
    isMoved: false,
    host: "Uffe",
    languages: ["sv", "fi", "en"],
    capacity: 12,
    joinUrl: "https://meet.example/uffe",
    version: "",
  });
  expect(sessionOf(runningSeries(), "2027-01-15", undefined)).toBeUndefined();
});

test("what people were invited to keeps its name, host, languages, seats and link, whatever becomes of the series", () => {
  const words = (text: string) => ({ sv: text, fi: text, en: text });
  const before = runningSeries({ capacity: 12, about: words("Om allt möjligt") });
  const stored = invite(plain(), sessionIn(before), now);
  const after = runningSeries({
    title: words("Veckokaffe"),
    about: words("Något annat"),
    host: "Pelle",
    languages: ["sv"],
    capacity: 2,
    joinUrl: "https://meet.example/other",
  });
  const kept = sessionIn(after, january, stored);

  for (const key of ["title", "about", "host", "languages", "capacity", "joinUrl"] as const)
    expect([key, kept.series.draft[key]]).toEqual([key, before.draft[key]]);
  expect(kept).toMatchObject({
    host: "Uffe",
    languages: ["sv", "fi", "en"],
    capacity: 12,
    joinUrl: "https://meet.example/uffe",
  });
  // Nobody has been invited to the next one.
  expect(sessionIn(after, "2027-02-11")).toMatchObject({ host: "Pelle", capacity: 2 });
  // Its own changes hold all the same.
  const own = change(stored, { ...stored.draft, host: "Bo", capacity: 4 }, now);
  expect(sessionIn(after, january, own)).toMatchObject({ host: "Bo", capacity: 4 });
});

test("a translation or a link that was lacking when people were invited still comes to them", () => {
  const whole = runningSeries();
  const before = { ...whole, draft: { ...whole.draft, title: { sv: "Kaffe", fi: "", en: "" }, joinUrl: "" } };
  const stored = invite(plain(), sessionIn(before), now);
  const after = runningSeries({
    title: { sv: "Te", fi: "Kahvit", en: "Coffee" },
    joinUrl: "https://meet.example/uffe",
  });
  const kept = sessionIn(after, january, stored);

  expect(kept.series.draft.title).toEqual({ sv: "Kaffe", fi: "Kahvit", en: "Coffee" });
  expect(kept.joinUrl).toBe("https://meet.example/uffe");
});

test("whoever was invited before that was noted is shown the series as it is", () => {
  const { to: _, ...times } = invited().invited ?? { at: now, startsAt: now, endsAt: now };
  const stored = { ...invited(), invited: times };

  expect(sessionIn(runningSeries({ host: "Pelle" }), january, stored).host).toBe("Pelle");
});

test("what is particular goes before the series' own", () => {
  const stored = changed({
    startsAt: "2027-01-15T08:00:00Z",
    durationMinutes: 30,
    host: "Bo",
    capacity: 0,
    languages: ["fi"],
  });
  const session = sessionIn(runningSeries({ capacity: 12 }), january, stored);

  expect(session).toMatchObject({
    date: january,
    startsAt: new Date("2027-01-15T08:00:00Z"),
    endsAt: new Date("2027-01-15T08:30:00Z"),
    isMoved: true,
    host: "Bo",
    capacity: null,
    languages: ["fi"],
  });
});

test("a session's own link goes before its meeting's, and that before the series'", () => {
  const meeting = {
    eventId: "e",
    joinUrl: "https://meet.example/made",
    ownerId: "o",
    startsAt: new Date(0),
    endsAt: new Date(0),
  };
  const linkOf = (stored: StoredSession) => sessionIn(runningSeries(), january, stored).joinUrl;

  expect(linkOf({ ...plain(), meeting })).toBe("https://meet.example/made");
  expect(linkOf({ ...changed({ joinUrl: "https://meet.example/own" }), meeting })).toBe(
    "https://meet.example/own",
  );
});

test("a new rule moves the sessions that nobody has been invited to, and no others", () => {
  const series = runningSeries({ rule: { ...secondThursdays, time: "09:00" } });

  expect(held(series, [invited()])).toEqual([
    "2027-01-14T06:30:00.000Z",
    "2027-02-11T07:00:00.000Z",
    "2027-03-11T07:00:00.000Z",
  ]);
});

test("an invited session stays although the rule no longer gives its day", () => {
  const rule = { ...secondThursdays, repeats: { ...secondThursdays.repeats, weekday: 5 } };
  const series = runningSeries({ rule });

  expect(held(series, [invited()])).toEqual([
    "2027-01-08T06:30:00.000Z",
    "2027-01-14T06:30:00.000Z",
    "2027-02-12T06:30:00.000Z",
    "2027-03-12T06:30:00.000Z",
  ]);
  expect(sessionOf(series, january, changed({ host: "Bo" }))).toBeUndefined();
});

test("a session is listed on the day that it was moved to", () => {
  const moved = changed(
    { startsAt: "2027-04-01T05:30:00Z" },
    unwritten(sessionIn(runningSeries(), "2027-03-11")),
  );
  expect(held(runningSeries(), [moved])).toEqual(["2027-01-14T06:30:00.000Z", "2027-02-11T06:30:00.000Z"]);
  expect(sessionsOf(runningSeries(), [moved], "2027-04-01", "2027-04-01").map(({ date }) => date)).toEqual([
    "2027-03-11",
  ]);
});

test("a session can't be moved further than anybody looks for it", () => {
  expect(changed({ startsAt: "2027-03-15T06:30:00Z" }).sequence).toBe(1);
  expect(() => changed({ startsAt: "2027-03-16T06:30:00Z" })).toThrow("movedTooFar");
});

test("a series has no sessions before it began or after it ended", () => {
  const series = { ...runningSeries(), startedAt: new Date("2027-02-01T08:00:00Z") };
  expect(held(series)).toEqual(["2027-02-11T06:30:00.000Z", "2027-03-11T06:30:00.000Z"]);
  expect(held(end(series, new Date("2027-03-01T08:00:00Z")))).toEqual(["2027-02-11T06:30:00.000Z"]);
});

test("a session is planned, invited to, held and over, or cancelled", () => {
  const series = runningSeries();
  const at = (time: string, stored?: StoredSession) =>
    stateOf(sessionIn(series, january, stored), new Date(time));

  expect(at("2027-01-14T06:29:59Z")).toBe("planned");
  expect(at("2027-01-14T06:29:59Z", invited())).toBe("invited");
  expect(at("2027-01-14T06:30:00Z", invited())).toBe("now");
  expect(at("2027-01-14T07:15:00Z", invited())).toBe("over");
  expect(at("2027-01-04T08:00:00Z", cancel(invited(), now))).toBe("cancelled");
});

test("calendars get a higher number with each change that they show, and the same name for good", () => {
  const series = runningSeries();
  const moved = changed({ startsAt: "2027-01-15T06:30:00.000Z" });
  const limited = changed({ capacity: 5 }, moved);
  const cancelled = cancel(limited, now);
  const back = reinstate(cancelled, now);

  expect([moved, limited, cancelled, back].map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3]);
  expect(cancel(cancelled, now)).toBe(cancelled);
  expect(reinstate(back, now)).toBe(back);
  expect(sessionIn({ ...series, sequence: 4 }, january, back).sequence).toBe(7);
  expect(uidOf(sessionIn(series, january, back))).toBe(uidOf(sessionIn(series)));
});

test("a session that was moved before people were invited is still moved, and can be moved back", () => {
  const series = runningSeries();
  const moved = changed({ startsAt: "2027-01-15T06:30:00.000Z" });
  const first = invite(moved, sessionIn(series, january, moved), now);

  expect(sessionIn(series, january, first)).toMatchObject({
    startsAt: new Date("2027-01-15T06:30:00Z"),
    isMoved: true,
  });
  expect(sessionIn(series, january, changed({ startsAt: null }, first))).toMatchObject({
    startsAt: new Date("2027-01-14T06:30:00Z"),
    isMoved: false,
  });
  expect(invite(first, sessionIn(series, january, first), new Date("2027-01-08T08:00:00Z"))).toBe(first);
});

test("invitations go out at the series' time so many days before, also across a change of clocks", () => {
  const series = runningSeries({ invitation: { daysBefore: 14, time: "09:00" } });
  expect(inviteAt(sessionIn(series)).toISOString()).toBe("2026-12-31T07:00:00.000Z");
  expect(inviteAt(sessionIn(series, "2027-04-08")).toISOString()).toBe("2027-03-25T07:00:00.000Z");
});

test("an invitation on the day itself never comes after the start", () => {
  const series = runningSeries({ invitation: { daysBefore: 0, time: "10:00" } });
  expect(inviteAt(sessionIn(series)).toISOString()).toBe("2027-01-14T06:30:00.000Z");
});

test("the recap comes on the next working day, after Easter too", () => {
  expect(recapAt(sessionIn(runningSeries())).toISOString()).toBe("2027-01-15T07:00:00.000Z");
  const moved = changed(
    { startsAt: "2027-03-25T06:30:00Z" },
    unwritten(sessionIn(runningSeries(), "2027-03-11")),
  );
  expect(recapAt(sessionIn(runningSeries(), "2027-03-11", moved)).toISOString()).toBe(
    "2027-03-30T06:00:00.000Z",
  );
});

const title = "Hellre stadsdirektör?";
const topic = { id: "t1", title, path: "/forum/topics/t1" };

test.for([
  {
    agenda: { sv: "Välkomna\n", fi: "Tervetuloa", en: "Old" },
    after: { sv: `Välkomna\n${title}`, fi: `Tervetuloa\n${title}`, en: "Old" },
  },
  // A language that lacks an agenda lacks it still, and can be translated into.
  { agenda: { sv: "Välkomna", fi: " ", en: "" }, after: { sv: `Välkomna\n${title}`, fi: " ", en: "" } },
  { agenda: { sv: "", fi: " ", en: "Old" }, after: { sv: title, fi: title, en: "Old" } },
])(
  "a discussion is put once below the agenda $agenda, in each of the session's languages that has one, or in all",
  ({ agenda, after }) => {
    const session = sessionIn(runningSeries({ languages: ["sv", "fi"] }));
    const stored = changed({ agenda });

    const once = takeUp(stored, session, topic, now);

    expect(once.draft.agenda).toEqual(after);
    expect(once).toMatchObject({ topics: [topic], sequence: stored.sequence + 1 });
    expect(takeUp(once, session, { ...topic, title: "Another title" }, now)).toBe(once);
  },
);

test("a full agenda takes no more", () => {
  const agenda = { sv: "x".repeat(3_995), fi: "", en: "" };
  expect(() => takeUp(changed({ agenda }), sessionIn(runningSeries()), topic, now)).toThrow("agendaFull");
});
