import { defineTexts } from "#platform/texts.ts";

/** What organisers alone read, apart from what comes with the results. */
export const organiserTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});
