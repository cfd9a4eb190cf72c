import { expect, test } from "vitest";
import { turns } from "./fair-queue.ts";

test("lines are served in turn, each in its order", () => {
  const waiting = turns<string>();
  for (const one of ["a1", "a2", "a3", "a4"]) waiting.add("a", one);
  waiting.add("b", "b1");

  const served = Array.from({ length: 5 }, () => waiting.next());

  expect(served).toEqual(["a1", "b1", "a2", "a3", "a4"]);
  expect(waiting.isEmpty()).toBe(true);
  expect(waiting.next()).toBeUndefined();
});
