const isInWord = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? "");

/** Whether a word, or some, stand in a text as words of their own: "nämnd" does not in "revisionsnämnd". */
export function holdsWord(text: string, word: string): boolean {
  const here = text.toLowerCase();
  const sought = word.toLowerCase();
  for (let at = here.indexOf(sought); at >= 0; at = here.indexOf(sought, at + 1))
    if (!isInWord(here[at - 1]) && !isInWord(here[at + sought.length])) return true;
  return false;
}
