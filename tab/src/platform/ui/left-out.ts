type Field = Pick<HTMLInputElement, "value" | "maxLength" | "selectionStart" | "selectionEnd" | "tagName">;

/** How many characters of a pasted text a field has no room for. */
export function leftOut(
  { value, maxLength, selectionStart, selectionEnd, tagName }: Field,
  pasted: string,
): number {
  const chosen = (selectionEnd ?? value.length) - (selectionStart ?? value.length);
  // A line's end is one character, and none in a field of one line.
  const text = pasted.replace(/\r\n?/g, "\n").replace(/\n/g, tagName === "INPUT" ? "" : "\n");
  return Math.max(0, value.length - chosen + text.length - maxLength);
}
