/** A part of a text, and whether it is one of the words that were looked for. */
export type Piece = { text: string; at: number; isMatch: boolean };

/** A text cut where the words to mark begin and end; `words` in lower case. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const lower = text.toLowerCase();
  // A few signs become longer in lower case: then the places would be wrong, and nothing is marked.
  const isMarked = markedSigns(lower.length === text.length ? lower : "", words);
  const found: Piece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isMatch = isMarked.has(at);
    const last = found.at(-1);
    if (last && last.isMatch === isMatch) last.text += text[at];
    else found.push({ text: text[at] ?? "", at, isMatch });
  }
  return found;
}

function markedSigns(lower: string, words: readonly string[]): ReadonlySet<number> {
  const marked = new Set<number>();
  for (const word of words) {
    if (word === "") continue;
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + 1))
      for (let sign = at; sign < at + word.length; sign += 1) marked.add(sign);
  }
  return marked;
}
