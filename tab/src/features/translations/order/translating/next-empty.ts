/** The key of the next text that is not translated, after one and then from the beginning; undefined where all are. */
export function nextEmpty(
  keys: readonly string[],
  draft: Readonly<Record<string, string>>,
  after?: string,
): string | undefined {
  const from = after === undefined ? 0 : keys.indexOf(after) + 1;
  return [...keys.slice(from), ...keys.slice(0, from)].find((key) => !draft[key]?.trim());
}
