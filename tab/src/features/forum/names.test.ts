import { expect, test } from "vitest";
import { nameOf, nameWithin } from "./names.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

test.for([
  ["sv", sv, "Någon som har lämnat nätverket", "av någon som har lämnat nätverket"],
  ["fi", fi, "Verkostosta eronnut henkilö", "aloittaja verkostosta eronnut henkilö"],
  ["en", en, "Somebody who has left the network", "by somebody who has left the network"],
] as const)(
  "in %s, whoever has left has a capital letter where they stand first, and there alone",
  ([, texts, first, within]) => {
    const gone = { id: "x", name: null, mine: false };
    const t = (key: string) => new Map(Object.entries(texts)).get(key) ?? key;
    expect(nameOf(gone, t)).toBe(first);
    expect(texts["row.by"].replace("{name}", nameWithin(gone, t))).toBe(within);
  },
);
