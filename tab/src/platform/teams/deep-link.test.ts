import { expect, test } from "vitest";
import { pathOf } from "./deep-link.ts";

test.for([
  ["surveys/6f2d7a10-3c55-4a8e-9b21-0a4c1d2e3f40/results"],
  ["forum/topics/6f2d7a10-3c55-4a8e-9b21-0a4c1d2e3f40?post=7"],
  ["network/join?invitation=aB3_-xyz"],
  ["terms/new?topic=6f2d7a10-3c55-4a8e-9b21-0a4c1d2e3f40&post=7"],
  [`terms?${new URLSearchParams({ q: "bolagsstämma & (kl. 9)" })}`],
  [`terms/new?${new URLSearchParams({ term: "ä".repeat(200), language: "fi" })}`],
  [`forum/search?q=${encodeURIComponent("vad är 'det' här?")}`],
])("%s leads there", ([page = ""]) => {
  expect(pathOf(page)).toBe(`/${page}`);
});

test.for([
  ["nothing", ""],
  ["a slash first", "/surveys"],
  ["another host", "//evil.example/surveys"],
  ["another host inside", "surveys//evil.example"],
  ["a scheme", "https://evil.example"],
  ["a script", "javascript:alert(1)"],
  ["a way up", "../api/me"],
  ["a way up inside", "surveys/../api/me"],
  ["a way up in disguise", "surveys/%2e%2e/api"],
  ["a backslash", "\\evil.example"],
  ["no page", "?invitation=x"],
  ["a fragment", "surveys#x"],
  ["a fragment after a query", "forum?tag=x#y"],
  ["two queries", "forum?tag=x?y"],
  ["a query that is not encoded", "forum?next=https://evil.example"],
  ["a line break", "surveys\n"],
  ["a line break in a query", "forum?tag=x\ny"],
  ["marks of a page", "forum?tag=<b>"],
  ["more than fits a link", `forum?tag=${"x".repeat(2_000)}`],
])("%s leads nowhere", ([, page]) => {
  expect(pathOf(page)).toBeNull();
});

test("a link without a page leads nowhere", () => {
  expect(pathOf(undefined)).toBeNull();
});
