import { type KeyboardEvent, type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import { askedName, type Mentionable, useFound, withName } from "./mention.ts";

/** How a field finds people to mention, and whom one chose. */
export type Mentions = {
  find(words: string): Promise<Mentionable[]>;
  chosen(person: Mentionable): void;
};

/** The list of people under a text field: what it shows, which of them is marked, and the keys that move in it. */
export function useMentions({ field, value, change, mentions }: Props) {
  const [caret, setCaret] = useState(0);
  const [marked, setMarked] = useState(0);
  const [closedAt, setClosedAt] = useState<string>();
  const asked = mentions ? askedName(value, caret) : null;
  const isClosed = asked === null || (closedAt !== undefined && asked.startsWith(closedAt));
  const people = useFound(isClosed ? null : asked, mentions?.find);
  const at = Math.min(marked, people.length - 1);

  function choose(person: Mentionable): void {
    if (asked === null) return;
    const next = withName(value, caret, asked, person.name);
    mentions?.chosen(person);
    setClosedAt(person.name);
    // At once, since the next key may be pressed before the next frame.
    flushSync(() => change(next.text));
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
    setCaret(next.caret);
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
      if (!person) return false;
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

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  change(text: string): void;
  mentions: Mentions | undefined;
};
