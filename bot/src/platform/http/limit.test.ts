import { expect, test } from "vitest";
import { limitOf } from "./limit.ts";

test("a burst passes at once, and after that as many as come in by time", () => {
  let time = 0;
  const limit = limitOf(5, 40, 100, () => time);

  expect(Array.from({ length: 50 }, () => limit("Anna")).filter(Boolean)).toHaveLength(40);
  time += 1_000;
  expect(Array.from({ length: 50 }, () => limit("Anna")).filter(Boolean)).toHaveLength(5);
  expect(limit("Bo")).toBe(true);
});

test("a crowd of strangers takes no more room than is meant for them", () => {
  const limit = limitOf(5, 1, 10, () => 0);

  for (let n = 0; n < 1_000; n += 1) expect(limit(`stranger ${n}`)).toBe(true);
  expect(limit("stranger 999")).toBe(false);
  expect(limit("stranger 0")).toBe(true);
});

test("a clock that is set back keeps nobody out", () => {
  let time = 7_200_000;
  const limit = limitOf(5, 40, 10, () => time);
  for (let n = 0; n < 39; n++) limit("Anna");

  time = 0;
  expect(limit("Anna")).toBe(true);
  time += 1_000;
  expect(Array.from({ length: 10 }, () => limit("Anna")).filter(Boolean)).toHaveLength(5);
});
