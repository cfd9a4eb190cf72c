import { type KeyboardEvent, type RefObject, useState } from "react";
import { insertText } from "./insert-text.ts";
import { askedName, type Mentionable, nameIn, useFound } from "./mention.ts";

/** How a field finds people to mention, and whom one chose. */
export type Mentions = {
  find(words: string): Promise<Mentionable[]>;
  chosen(person: Mentionable): void;
};

/** The list of people under a text field: what it shows, which of them is marked, and the keys that move in it. */
export function useMentions({ field, value, mentions }: Props) {
  const [caret, setCaret] = useState(0);
  const [marked, setMarked] = useState(0);
  const [closedAt, setClosedAt] = useState<string>();
  const asked = mentions ? askedName(value, caret) : null;
  const isClosed = asked === null || (closedAt !== undefined && asked.startsWith(closedAt));
  const people = useFound(isClosed ? null : asked, mentions?.find);
  const at = Math.min(marked, people.length - 1);

  function choose(person: Mentionable): void {
    if (asked === null) return;
    mentions?.chosen(person);
    setClosedAt(person.name);
    const element = field.current;
    if (!element) return;
    element.setSelectionRange(caret - asked.length, caret);
    // The field's own change, as if it were typed: it can be taken back, and what was typed before too.
    insertText(element, nameIn(value, caret, person.name));
  }

  return {
    people,
    at,
    choose,
    /** After each change of the text or of where one writes. */
    moved(element: HTMLTextAreaElement): void {
      setCaret(element.selectionEnd);
      if (askedName(element.value, element.selectionEnd) === null) setClosedAt(undefined);
      else if (element.value !== value) setMarked(0);
    },
    /** Says whether the key was the list's. */
    press(event: KeyboardEvent): boolean {
      const person = people[at];
      // The Enter of an input method ends a word of its own, and chooses nobody.
      if (!person || isComposing(event)) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setMarked((at + step + people.length) % people.length);
      else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab")
        choose(person);
      else if (event.key === "Escape") setClosedAt(asked ?? "");
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

/** Some browsers end the composing before the key comes, which then has this code. */
const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  mentions: Mentions | undefined;
};
