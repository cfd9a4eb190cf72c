import { expect, test } from "vitest";
import type { ReminderWishes } from "#features/coffee/contract.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { runningSeries } from "#test/harness/coffee.ts";
import { anna, bo } from "#test/harness/harness.ts";
import { wishes } from "./reminder-settings.ts";

const series = runningSeries();
const dayBefore: ReminderWishes = {
  dayBefore: true,
  quarterBefore: false,
  snoozedUntil: "2027-02-01",
  quiet: { from: "20:00", to: "07:00" },
};
const none: ReminderWishes = { ...dayBefore, dayBefore: false };

test("nobody is reminded who has not said so, and whoever opts out is out at once", async () => {
  const wished = wishes((await openEmbedded(":memory:")).tables);
  expect(await wished.get(series, anna.id)).toEqual({
    dayBefore: false,
    quarterBefore: false,
    snoozedUntil: null,
    quiet: null,
  });

  await wished.set(series, anna, dayBefore, { placeId: "a:anna" });
  await wished.set(series, bo, dayBefore, { placeId: "a:bo" });
  await wished.set(series, bo, none, undefined);

  expect(await Array.fromAsync(wished.all(series))).toEqual([
    { personId: anna.id, wishes: dayBefore, placeId: "a:anna" },
  ]);
  expect(await wished.get(series, bo.id)).toEqual(none);
});

test("the chat stays known when only the wishes change, and everything can be forgotten", async () => {
  const wished = wishes((await openEmbedded(":memory:")).tables);
  await wished.set(series, anna, none, { placeId: "a:anna" });
  await wished.set(series, anna, dayBefore, undefined);
  expect(await Array.fromAsync(wished.all(series))).toMatchObject([{ placeId: "a:anna" }]);

  await wished.forget(series);
  expect(await Array.fromAsync(wished.all(series))).toEqual([]);
});
