import { defineTexts, type TranslateOf } from "#platform/texts.ts";

export const sessionTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});
export type Translate = TranslateOf<typeof sessionTexts>;
