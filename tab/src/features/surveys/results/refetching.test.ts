import { expect, test } from "vitest";
import { refetchDelayMs } from "./refetching.ts";
import { results } from "./testing.ts";

const none = results([], [], { release: null });

test("a live survey is asked about every five seconds while it is open", () => {
  expect(refetchDelayMs({ ...none, kind: "live", state: "open" })).toBe(5000);
});

test("a sealed survey that is open is asked about only to notice that it has closed", () => {
  expect(refetchDelayMs({ ...none, kind: "sealed", state: "open" })).toBe(60_000);
});

test("a survey that is being counted is asked about often", () => {
  expect(refetchDelayMs({ ...none, state: "closed" })).toBe(3000);
});

test("a draft and a final release are not asked about again", () => {
  expect(refetchDelayMs({ ...none, state: "draft" })).toBe(false);
  expect(refetchDelayMs(results([], []))).toBe(false);
  expect(refetchDelayMs(undefined)).toBe(false);
});
