import { read, write } from "./browser-memory.ts";
import { liveValue } from "./live-value.ts";

/** Single keys can be switched off (WCAG 2.1.4), and stay so in this browser. */
export const shortcutsOn = liveValue(read("shortcuts") !== "off");

export function setShortcuts(on: boolean): void {
  write("shortcuts", on ? null : "off");
  shortcutsOn.set(on);
}
