import type { Language, Pair } from "bot/network/contract";

type WayKey = {
  [From in Language]: { [To in Exclude<Language, From>]: `pair.${From}.${To}` }[Exclude<Language, From>];
}[Language];

/** Every way that one may translate, with its words. */
export const ways: (Pair & { key: WayKey })[] = [
  { from: "sv", to: "fi", key: "pair.sv.fi" },
  { from: "sv", to: "en", key: "pair.sv.en" },
  { from: "fi", to: "sv", key: "pair.fi.sv" },
  { from: "fi", to: "en", key: "pair.fi.en" },
  { from: "en", to: "sv", key: "pair.en.sv" },
  { from: "en", to: "fi", key: "pair.en.fi" },
];

export const isSame = (one: Pair, other: Pair): boolean => one.from === other.from && one.to === other.to;
