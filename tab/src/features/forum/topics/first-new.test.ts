import { expect, test } from "vitest";
import { firstNew } from "./first-new.ts";

const annas = (number: number) => ({ number, author: { mine: true } });
const bos = (number: number) => ({ number, author: { mine: false } });

test("new begins at the first post after the last that was read", () => {
  expect(firstNew([bos(1), annas(2), bos(3), bos(4)], 2)).toEqual(bos(3));
});

test("what Anna has just written is not new to her, but what Bo writes after it is", () => {
  expect(firstNew([bos(1), bos(2), annas(3)], 2)).toBeUndefined();
  expect(firstNew([bos(1), bos(2), annas(3), bos(4)], 2)).toEqual(bos(4));
});

test("in a topic that one sees for the first time nothing is marked", () => {
  expect(firstNew([bos(1), bos(2)], 0)).toBeUndefined();
});
