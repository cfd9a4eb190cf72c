import { expect, test } from "vitest";
import { leftOut } from "./left-out.ts";

const field = (value: string, at: [number, number], tagName = "TEXTAREA") => ({
  value,
  maxLength: 10,
  selectionStart: at[0],
  selectionEnd: at[1],
  tagName,
});

test.each([
  ["what fits", field("abc", [3, 3]), "defghij", 0],
  ["what does not", field("abc", [1, 1]), "defghijklm", 3],
  ["what takes the place of what is chosen", field("abcdefghij", [0, 10]), "0123456789", 0],
  ["Windows' line ends, which are one character", field("", [0, 0]), "a\r\nb\r\nc\r\nd\r\ne\r\nf", 1],
  ["line ends in a field of one line, which are none", field("", [0, 0], "INPUT"), "abcde\nfghij", 0],
])("of %s so much is left out", (_, into, pasted, count) => {
  expect(leftOut(into, pasted)).toBe(count);
});
