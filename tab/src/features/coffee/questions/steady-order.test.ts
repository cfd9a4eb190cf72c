import type { QuestionView } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { arranged, isBehind, rowsOf, withNew } from "./steady-order.ts";

const question = (id: string, about: Partial<QuestionView> = {}): QuestionView => ({
  id,
  text: `What about ${id}?`,
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
  ...about,
});
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test("open questions come first, as the server has them, then the answered ones", () => {
  const list = [question("a", { state: "answered" }), question("b"), question("c", { state: "withheld" })];

  expect(ids(arranged([...list, question("d")]))).toEqual(["b", "d", "a", "c"]);
});

test("votes that come in move nothing, but the list knows that it is behind", () => {
  const shown = arranged([question("a"), question("b")]);
  const latest = [question("b", { votes: 9 }), question("a")];

  const places = withNew(shown, latest);

  expect(ids(rowsOf(places, latest))).toEqual(["a", "b"]);
  expect(rowsOf(places, latest)[1]?.question?.votes).toBe(9);
  expect(isBehind(places, latest)).toBe(true);
  expect(isBehind(arranged(latest), latest)).toBe(false);
});

test("a new question comes last, whatever its votes", () => {
  const shown = arranged([question("a"), question("b")]);
  const latest = [question("new", { votes: 5, pinned: true }), question("a"), question("b")];

  expect(ids(withNew(shown, latest))).toEqual(["a", "b", "new"]);
});

test("a question that is gone leaves its place empty", () => {
  const shown = arranged([question("a"), question("b")]);

  const rows = rowsOf(withNew(shown, [question("b")]), [question("b")]);

  expect(rows.map((row) => row.question?.id)).toEqual([undefined, "b"]);
});

test("an answer that comes meanwhile waits for the new order", () => {
  const shown = arranged([question("a")]);
  const latest = [question("a", { state: "answered", answer: "In May." })];

  expect(rowsOf(shown, latest)[0]?.showsAnswer).toBe(false);
  expect(isBehind(shown, latest)).toBe(true);
  expect(rowsOf(arranged(latest), latest)[0]?.showsAnswer).toBe(true);
});

test("a list that is as it was is not behind, and stays the same array", () => {
  const shown = arranged([question("a")]);

  expect(withNew(shown, [question("a", { votes: 1 })])).toBe(shown);
  expect(isBehind(shown, [question("a", { votes: 1 })])).toBe(false);
});
