import { beforeEach, expect, test } from "vitest";
import type { SessionView } from "#features/coffee/contract.ts";
import { MeetingFailed, type MeetingFailure, type Meetings, type Wish } from "#platform/graph/meetings.ts";
import { organiseCoffee, running, secondThursdays, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, memoryKeys, type TestApp, testApp } from "#test/harness/harness.ts";

/* Teams meetings in the organiser's own calendar. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
let graph: ReturnType<typeof calendars>;
const january = "2027-01-14";
const path = `/coffee/series/${seriesId}/sessions/${january}`;
const newTime = "2027-01-15T06:30:00.000Z";

beforeEach(async () => {
  graph = calendars();
  app = await testApp("2026-12-24T08:00:00Z", undefined, memoryKeys(), { meetings: graph });
  organiser = await running(app, {}, [channel], [anna, bo]);
});

const make = (by = organiser) => by.ask<SessionView>("POST", `${path}/meeting`);

/** One calendar for everybody: the same key makes one event, and a failure can be asked for. */
function calendars() {
  const events = new Map<string, Wish>();
  let failure: MeetingFailure | undefined;
  const fail = () => {
    if (failure) throw new MeetingFailed(failure);
  };
  const meeting = (wish: Wish) => ({ eventId: wish.key, joinUrl: `https://teams.example/${events.size}` });
  return {
    events,
    failWith(reason: MeetingFailure | undefined) {
      failure = reason;
    },
    async make(_, wish) {
      fail();
      events.set(wish.key, wish);
      return meeting(wish);
    },
    async change(_, eventId, wish) {
      fail();
      events.set(eventId, wish);
      return { ...meeting(wish), eventId };
    },
    async cancel(_, eventId) {
      fail();
      events.delete(eventId);
    },
  } satisfies Meetings & Record<string, unknown>;
}

test("a meeting is made once, and the session is held there", async () => {
  expect((await organiser.session(january)).may.makeMeeting).toBe(true);
  const made = await make();
  await make();

  expect(made).toMatchObject({
    hasMeeting: true,
    meetingIsStale: false,
    joinUrl: "https://teams.example/1",
    may: { makeMeeting: false },
  });
  expect([...graph.events.values()]).toMatchObject([
    { subject: "Kaffe med Uffe", startsAt: new Date("2027-01-14T06:30:00Z") },
  ]);
});

test("every session of the next twelve months gets a meeting, and none gets a second one", async () => {
  await make();
  await organiser.ask("POST", `/coffee/series/${seriesId}/meetings`);
  await organiser.ask("POST", `/coffee/series/${seriesId}/meetings`);

  expect(graph.events.size).toBe(11);
});

test("a calendar follows its owner's changes", async () => {
  await make();
  const moved = await organiser.change(january, { startsAt: newTime });
  expect(moved.meetingIsStale).toBe(false);
  expect([...graph.events.values()]).toMatchObject([{ startsAt: new Date(newTime) }]);

  await organiser.cancel(january);
  expect(graph.events.size).toBe(0);
  await organiser.reinstate(january);
  expect(await make()).toMatchObject({ hasMeeting: true, meetingIsStale: false });
});

test("what another organiser changes is told as stale, until its owner has put it right", async () => {
  await make();
  const other = organiseCoffee(app, bo, ["Admin"]);
  expect(await other.change(january, { startsAt: newTime })).toMatchObject({
    meetingIsStale: true,
    may: { makeMeeting: false },
  });
  await expect(make(other)).rejects.toThrow("meetingNotYours");

  expect((await organiser.session(january)).may.makeMeeting).toBe(true);
  expect(await make()).toMatchObject({ meetingIsStale: false });
  expect([...graph.events.values()]).toMatchObject([{ startsAt: new Date(newTime) }]);
});

test("a change is saved also when the calendar does not answer, and then its meeting is stale", async () => {
  await make();
  graph.failWith("unreachable");

  expect(await organiser.change(january, { startsAt: newTime })).toMatchObject({
    startsAt: newTime,
    meetingIsStale: true,
  });
});

test.for(["consent", "busy", "unreachable"] as const)("%s is said in words", async (reason) => {
  graph.failWith(reason);

  await expect(make()).rejects.toMatchObject({ reason: `meeting.${reason}` });
});

test("where there is no calendar nothing is offered, and nothing made", async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app);

  expect((await organiser.session(january)).may.makeMeeting).toBe(false);
  expect((await organiser.series()).may.makeMeetings).toBe(false);
  await expect(make()).rejects.toThrow("noMeetings");
});

const february = "2027-02-11";
const times = () => [...graph.events.values()].map(({ startsAt }) => startsAt.toISOString()).toSorted();
const makeAll = () => organiser.ask("POST", `/coffee/series/${seriesId}/meetings`);
const makeOn = (date: string) => organiser.ask("POST", `/coffee/series/${seriesId}/sessions/${date}/meeting`);

test("where a date is skipped its meeting leaves the calendar, and one is made anew when it is given again", async () => {
  await make();
  await makeOn(february);

  await organiser.revise({ rule: { ...secondThursdays, skippedDates: [february] } });
  expect(times()).toEqual(["2027-01-14T06:30:00.000Z"]);
  await organiser.revise({ rule: secondThursdays });
  await makeOn(february);
  expect(times()).toEqual(["2027-01-14T06:30:00.000Z", "2027-02-11T06:30:00.000Z"]);
});

test("the calendar follows when the series' time is changed", async () => {
  await make();
  await organiser.revise({ rule: { ...secondThursdays, time: "09:00" } });

  expect(times()).toEqual(["2027-01-14T07:00:00.000Z"]);
});

test("where the series ends, what nobody was invited to leaves the calendar", async () => {
  await make();
  await makeOn(february);
  await organiser.invite(january);

  await organiser.end();
  expect(times()).toEqual(["2027-01-14T06:30:00.000Z"]);
});

test("what the calendar did not take then, it takes when all meetings are made", async () => {
  await make();
  await makeOn(february);
  graph.failWith("busy");
  await organiser.revise({ rule: { ...secondThursdays, time: "09:00", skippedDates: [february] } });
  expect(times()).toContain("2027-02-11T06:30:00.000Z");

  graph.failWith(undefined);
  await makeAll();
  expect(times()[0]).toBe("2027-01-14T07:00:00.000Z");
  expect(times().filter((time) => time.startsWith(february))).toEqual([]);
});

test("another organiser's calendar is left as it is", async () => {
  await make();
  await organiseCoffee(app, bo, ["Admin"]).revise({ rule: { ...secondThursdays, skippedDates: [january] } });

  expect(times()).toEqual(["2027-01-14T06:30:00.000Z"]);
});
