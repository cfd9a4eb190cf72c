import { defineTexts } from "#platform/texts.ts";

export const editTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});
