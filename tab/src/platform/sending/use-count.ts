import { localeTags, useLanguage } from "#platform/language.ts";

/** What a text with a number is filled in with: `count` chooses the plural, `n` is the number as the language writes it. */
export function useCount(): (count: number) => { count: number; n: string } {
  const format = new Intl.NumberFormat(localeTags[useLanguage()]);
  return (count) => ({ count, n: format.format(count) });
}
