/**
 * The text with a term where the cursor is, or in place of what is marked, with spaces where it would run into another
 * word; and where the cursor then stands. Null where there is no room for it.
 */
export function withTerm(
  text: string,
  [start, end]: readonly [number, number],
  term: string,
  most: number,
): { text: string; cursor: number } | null {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const lead = /[\p{L}\p{N},.;:!?)]$/u.test(before) ? " " : "";
  const trail = /^[\p{L}\p{N}(]/u.test(after) ? " " : "";
  const put = before + lead + term;
  const whole = put + trail + after;
  return whole.length > most ? null : { text: whole, cursor: put.length };
}
