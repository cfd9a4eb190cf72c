import type { QuestionView } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { undoing } from "./undoing.ts";

const open: QuestionView = {
  id: "a",
  text: "When?",
  author: null,
  mine: false,
  pinned: false,
  state: "open",
  votes: 0,
  voted: false,
  answer: "",
  reason: null,
  mergedInto: null,
  handedOver: false,
};

test("what was done to an open question is undone by opening it again", () => {
  expect(undoing(open, { deed: "answer", answer: "" })).toEqual({ deed: "reopen" });
  expect(undoing(open, { deed: "merge", into: "b" })).toEqual({ deed: "reopen" });
});

test("pinning and its opposite undo each other, in any state", () => {
  expect(undoing({ ...open, state: "answered" }, { deed: "unpin" })).toEqual({ deed: "pin" });
  expect(undoing(open, { deed: "pin" })).toEqual({ deed: "unpin" });
});

test("a question that was opened again gets back its answer, its reason or its place", () => {
  const reopen = { deed: "reopen" } as const;

  expect(undoing({ ...open, state: "answered", answer: "In May." }, reopen)).toEqual({
    deed: "answer",
    answer: "In May.",
  });
  expect(undoing({ ...open, state: "withheld", reason: "later" }, reopen)).toEqual({
    deed: "withhold",
    reason: "later",
  });
  expect(undoing({ ...open, state: "merged", mergedInto: "b" }, reopen)).toEqual({
    deed: "merge",
    into: "b",
  });
});
