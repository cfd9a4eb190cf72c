import { expect, test } from "vitest";
import { later, minutes, seconds } from "#platform/jobs/clock.ts";
import type { Member } from "#platform/teams/outgoing/messenger.ts";
import { rosters } from "./rosters.ts";
import { monday, placeOf } from "./testing.ts";

const place = placeOf("a");
const bo: Member = { id: "bo", userId: "29:bo", name: "Bo" };

function asked(...answers: (Member[] | undefined)[]) {
  let now = monday;
  const members = async () => answers.shift();
  const { refreshedIn } = rosters({ messenger: { members }, clock: { now: () => now } });
  const pass = (ms: number) => {
    now = later(now, ms);
  };
  return { refreshedIn, pass };
}

test("whom a card is refreshed for is asked of Teams once in ten minutes", async () => {
  const { refreshedIn, pass } = asked([bo], []);

  expect(await refreshedIn(place)).toEqual(["29:bo"]);
  pass(minutes(9));
  expect(await refreshedIn(place)).toEqual(["29:bo"]);
  pass(minutes(2));
  expect(await refreshedIn(place)).toEqual([]);
});

test("where Teams does not tell, as while it pauses us, the next card asks again", async () => {
  const { refreshedIn, pass } = asked(undefined, [bo]);

  expect(await refreshedIn(place)).toEqual([]);
  pass(seconds(3));
  expect(await refreshedIn(place)).toEqual(["29:bo"]);
});

test("in a large place, and in one's own chat, no card is refreshed by itself", async () => {
  const many = Array.from({ length: 61 }, (_, number) => ({ ...bo, userId: `29:${number}` }));
  const { refreshedIn } = asked(many);

  expect(await refreshedIn(place)).toEqual([]);
  expect(await refreshedIn({ ...place, scope: "personal" })).toEqual([]);
});
