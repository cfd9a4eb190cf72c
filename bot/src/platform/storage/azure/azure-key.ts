/*
 * Azure Tables forbids / \ # ? and control characters in keys, and % is trouble in addresses. Each is written as the nearest
 * allowed character below it and a mark; that character itself gets the mark 0. So any text can be a key, two keys never
 * become one, and keys sort as they did before. Other characters stay, so that most keys can be read in the portal.
 */
const marks: Record<string, string> = {
  '"': '"0',
  "#": '"1',
  $: "$0",
  "%": "$1",
  ".": ".0",
  "/": ".1",
  ">": ">0",
  "?": ">1",
  "[": "[0",
  "\\": "[1",
  "~": "~0",
  " ": " 2",
};
// U+0000-001F sort before the space and U+007F-009F after the tilde: their marks are their codes in hex.
for (let code = 0; code < 0x20; code++) mark(code, " ");
for (let code = 0x7f; code < 0xa0; code++) mark(code, "~");

const plainOf = Object.fromEntries(Object.entries(marks).map(([plain, marked]) => [marked, plain]));
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const toMark = /["#$%./>?[\\~ \u0000-\u001f\u007f-\u009f]/g;
const marked = /["$.>[][01]|~0| 2|[ ~][0-9a-f]{2}/g;

/** The key as Azure Tables takes it: one to one, and in the same order. */
export const encodeKey = (key: string): string => key.replace(toMark, (plain) => marks[plain] ?? plain);

/** The key that `encodeKey` was given. */
export const decodeKey = (key: string): string => key.replace(marked, (code) => plainOf[code] ?? code);

function mark(code: number, prefix: string): void {
  marks[String.fromCharCode(code)] = prefix + code.toString(16).padStart(2, "0");
}
