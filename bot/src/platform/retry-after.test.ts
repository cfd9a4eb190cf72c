import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.parse("2026-11-23T08:00:00Z");

test.each<[string | undefined, number | undefined]>([
  ["7", 7_000],
  [" 7 ", 7_000],
  ["0", 0],
  ["1.5", 1_500],
  ["0.0001", 1],
  ["864000", 864_000_000],
  ["Mon, 23 Nov 2026 08:00:30 GMT", 30_000],
  ["2026-11-23T08:00:30Z", 30_000],
  ["Mon, 23 Nov 2026 07:00:00 GMT", 0],
  ["-5", undefined],
  ["+5", undefined],
  ["1,5", undefined],
  ["5 6", undefined],
  ["2001", 2_001_000],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j", (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
