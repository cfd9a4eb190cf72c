import { expect, test } from "vitest";
import { seldom } from "./seldom.ts";

test("a kind is told of at once and then once a minute, with how often it was", () => {
  let time = 0;
  const untold = seldom(60_000, () => time);

  expect(untold("tenant")).toBe(1);
  expect(untold("issuer")).toBe(1);
  for (let n = 0; n < 100; n++) expect(untold("tenant")).toBeUndefined();
  time = 60_000;
  expect(untold("tenant")).toBe(101);
  expect(untold("tenant")).toBeUndefined();
  time = 200_000;
  expect(untold("issuer")).toBe(1);
});
