import { isStraight } from "#platform/markdown/straight-address.ts";

/* What a text in a field means; undefined where it means nothing. */

/** Reads a whole number between two others, both included. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number | undefined => {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  };

/** Reads a day of this century: who writes a year begins with 0002. */
export const day = (text: string): string | undefined => (/^20\d\d-\d\d-\d\d$/.test(text) ? text : undefined);

export const clockTime = (text: string): string | undefined =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined;

/** Reads an address that Teams opens, or none. */
export function webAddress(text: string): string | undefined {
  const address = text.trim();
  if (address === "") return "";
  return isStraight(address) && /^https:/i.test(address) && address.length <= 2_000 ? address : undefined;
}
