export type Part = { text: string; isMatch: boolean };

/** The text cut where something that was found begins and ends; upper and lower case are the same. */
export function marked(text: string, matched: readonly string[]): Part[] {
  const found = matched.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (found.length === 0) return [{ text, isMatch: false }];
  // The longest first, and only where a word begins: "as" is not in "fastighetsskatt".
  found.sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${found.join("|")})`, "giu");
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
