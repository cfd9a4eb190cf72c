import { useEffect, useRef } from "react";
import { read, write } from "#platform/browser-memory.ts";
import { liveValue } from "#platform/observable.ts";

/** Single keys can be switched off (WCAG 2.1.4), and stay so in this browser. */
export const shortcutsOn = liveValue(read("shortcuts") !== "off");

export function setShortcuts(on: boolean): void {
  write("shortcuts", on ? null : "off");
  shortcutsOn.set(on);
}

/** `keys` is one key, such as "j", or two after each other, such as "g l"; `about` stands in the help. */
export type Shortcut = { keys: string; about: string; act(): void };

/** The keys of what is on the page now, for the help. */
export const shortcutsHere = liveValue<readonly Shortcut[]>([]);

/** Keys of a page or a part of it, for as long as it is there; they are quiet where one types and under a dialog. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  const named = shortcuts.map(({ keys, about }) => `${keys} ${about}`).join("\n");
  // By their names: what a key does may change with each drawing; its name does not.
  useEffect(() => {
    const mine = newest.current.map(({ keys, about }) => ({
      keys,
      about,
      act: () => newest.current.find((each) => each.keys === keys)?.act(),
    }));
    shortcutsHere.set([...shortcutsHere.get(), ...mine]);
    return () => shortcutsHere.set(shortcutsHere.get().filter((each) => !mine.includes(each)));
  }, [named]);
}

/** The second of two keys must come within this. */
const pairWithinMs = 1_500;
let first = { key: "", atMs: Number.NEGATIVE_INFINITY };

function press(event: KeyboardEvent): void {
  if (!shortcutsOn.get() || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
  const before = event.timeStamp - first.atMs < pairWithinMs ? first.key : "";
  const here = shortcutsHere.get();
  const found =
    here.findLast(({ keys }) => keys === `${before} ${event.key}`) ??
    here.findLast(({ keys }) => keys === event.key);
  first = { key: found ? "" : event.key, atMs: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.act();
}

function isElsewhere({ target }: KeyboardEvent): boolean {
  const isTyping = target instanceof Element && target.closest("input, textarea, select") !== null;
  return isTyping || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

// One listener for all of them: the tab's page never ends before its keys.
globalThis.addEventListener?.("keydown", press);
