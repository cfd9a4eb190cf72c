import type { Group } from "./feature.ts";

/** What only the members of the translators' network see: the forum, the translation queue and the members. */
export const networkGroup: Group = {
  name: "network",
  title: { sv: "Nätverket", fi: "Verkosto", en: "Network" },
};
