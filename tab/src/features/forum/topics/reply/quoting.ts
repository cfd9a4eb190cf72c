import type { PostView } from "bot/forum/contract";

/** What an answer quotes: a post, and what of it. */
export type Quoting = { number: number; text: string };

/** A whole post is quoted by its beginning only. */
const mostLetters = 500;
/** The contract's own limit. */
const mostChosen = 2_000;

/** What is chosen of the post on the page, else its beginning. Its words as they are shown: the marks of Markdown are not said. */
export function quoting({ number }: PostView, shown: HTMLElement | null): Quoting {
  const selection = getSelection();
  // biome-ignore lint/performance/useDomNodeTextContent: blocks must stay apart, as they are shown
  const all = shown?.innerText ?? "";
  const isIn = shown !== null && selection !== null && !selection.isCollapsed && isWithin(selection, shown);
  const text = isIn ? selection.toString().slice(0, mostChosen) : beginning(all);
  // Not through the middle of a sign.
  return { number, text: text.replace(/[\ud800-\udbff]$/, "").trim() };
}

const isWithin = ({ anchorNode, focusNode }: Selection, place: HTMLElement): boolean =>
  place.contains(anchorNode) && place.contains(focusNode);

/** Cut between words, and without an ellipsis: the server looks for the words in the post. */
function beginning(text: string): string {
  if (text.length <= mostLetters) return text;
  return text.slice(0, mostLetters).replace(/\s+\S*$/, "");
}
