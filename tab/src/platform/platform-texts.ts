import { defineTexts } from "./texts.ts";

export const platformTexts = defineTexts({
  sv: () => import("./texts/sv.json"),
  fi: () => import("./texts/fi.json"),
  en: () => import("./texts/en.json"),
});
