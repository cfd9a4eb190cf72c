import { defineTexts, type TranslateOf } from "#platform/texts.ts";

export const resultsTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});

/** A text of the results view by its key; a key that is missing does not compile. */
export type Translate = TranslateOf<typeof resultsTexts>;
export type TextKey = Parameters<Translate>[0];
