import type { PreviewDate } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { begun } from "./draft.ts";
import { firstInvitation } from "./first-invitation.ts";

const dates: PreviewDate[] = [
  { date: "2027-01-14", startsAt: "2027-01-14T06:30:00Z", leftOut: "skipped", holiday: null },
  { date: "2027-04-08", startsAt: "2027-04-08T05:30:00Z", leftOut: null, holiday: null },
];
const draft = begun("monthly", "2027-01-01");

test("the first invitation goes out a week before the first session that is not left out, by Finland's clock", () => {
  expect(firstInvitation(draft, dates, Date.parse("2027-01-02T10:00:00Z"))).toEqual({
    date: "2027-04-08",
    at: "2027-04-01T06:00:00.000Z",
  });
});

test("where its time has gone it is sent at once", () => {
  expect(firstInvitation(draft, dates, Date.parse("2027-04-05T10:00:00Z"))).toEqual({
    date: "2027-04-08",
    at: null,
  });
});

test("a rule without dates invites nobody", () => {
  expect(firstInvitation(draft, [], 0)).toBeUndefined();
});
