// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const uncarried = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Noncharacter_Code_Point}/gu;

/**
 * A text as every format can carry it: without control characters and code points that are none (XML holds no such), and with
 * one kind of line end, which readers of XML make of all kinds. What people write has none of these once it is kept.
 */
export const carried = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, "\n").replace(uncarried, "");
