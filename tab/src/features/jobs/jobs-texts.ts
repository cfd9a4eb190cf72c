import { defineTexts } from "#platform/texts.ts";

export const jobsTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});
