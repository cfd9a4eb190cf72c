import { readFileSync } from "node:fs";
import { must } from "#bench/harness/measure.ts";

/* Made-up terms of municipal language: real words, put together as the languages do it. */

export type Concept = {
  id: string;
  fi: string;
  sv: string;
  en: string;
  definitions: { fi: string; sv: string };
};

const examples = new URL("../../src/platform/search/examples/municipal.json", import.meta.url);
type Pair = [string, string];
const { headwords, finnish, swedish }: Record<"headwords" | "finnish" | "swedish", Pair[]> = JSON.parse(
  readFileSync(examples, "utf8"),
);
const roots = headwords.filter((pair) => pair.every((word) => /^\p{L}{3,14}$/u.test(word)));
const english =
  `municipality council board committee decision translation procurement tender contract agenda minutes meeting
  official member chair appeal notice application record register archive regulation statute act budget audit tax grant loan
  plan permit building school library teacher pupil health service customer invoice supplier order strategy goal project
  election vote initiative statement proposal language term definition disqualification delegation supervision`.split(
    /\s+/,
  );
/** Prime, so that it meets all pairs, and any first few of them are mixed. */
const stride = 7919;

/** So many different concepts, the same each time: real ones, and then pairs of them. */
export function municipalTerms(count: number): Concept[] {
  must(count <= roots.length ** 2, "There are not so many pairs of words.");
  return Array.from({ length: count }, (_, number) => {
    const at = (number * stride) % roots.length ** 2;
    const real = headwords[number];
    const first = rootAt(at);
    const second = rootAt(at / roots.length);
    const third = rootAt(at * 3 + 5);
    const fourth = rootAt(at * 7 + 11);
    const inEnglish = [at, at / english.length, at / english.length ** 2].map(
      (place) => english[Math.floor(place) % english.length],
    );
    return {
      id: `concept-${number}`,
      fi: real?.[0] ?? `${first.fi}${second.fi}`,
      sv:
        real?.[1] ?? `${first.sv}${/(?:ing|tion|het|tet|skap|ande)$/.test(first.sv) ? "s" : ""}${second.sv}`,
      en: inEnglish.join(" "),
      definitions: {
        fi: `${first.fi}, johon kuuluu ${second.fi} tai ${third.fi} ja jota ${fourth.fi} koskee kunnan toiminnassa`,
        sv: `${first.sv} som omfattar ${second.sv} eller ${third.sv} och som gäller ${fourth.sv} i kommunens verksamhet`,
      },
    };
  });
}

function rootAt(place: number): { fi: string; sv: string } {
  const [fi = "", sv = ""] = roots[Math.floor(place) % roots.length] ?? [];
  return { fi, sv };
}

/** So many queries of each kind in which people ask, in turn. */
export function mixedQueries(
  concepts: readonly Concept[],
  ofAKind: number,
): { kind: string; query: string }[] {
  const inflected = [...finnish, ...swedish].map(([form]) => form);
  const compounds = concepts.slice(headwords.length);
  return Array.from({ length: ofAKind }, (_, at) => {
    const { fi, sv, en } = itemAt(concepts, at * 37);
    const compound = itemAt(compounds, at * 53);
    const other = itemAt(concepts, at * 91 + 7);
    const term = itemAt([fi, sv, en], at);
    return [
      { kind: "exact terms", query: term },
      { kind: "begun", query: term.slice(0, 1 + (at % 9)) },
      { kind: "inflected words", query: itemAt(inflected, at) },
      { kind: "inflected compounds", query: at % 2 ? `${compound.fi}ssa` : `${compound.sv}en` },
      { kind: "misspelt", query: misspelt(at % 2 ? compound.fi : compound.sv, at) },
      {
        kind: "several words",
        query: `${rootAt(at).sv} ${rootAt(at * 5 + 3).sv} ${at % 3 ? other.sv : "kommunens"}`,
      },
      { kind: "nothing", query: `xq${at.toString(36)}wz${(at * stride).toString(36)}qx` },
    ];
  }).flat();
}

/** One letter is missing, doubled or another. */
function misspelt(word: string, at: number): string {
  const place = 2 + (at % (word.length - 3));
  const [before, letter, after] = [word.slice(0, place), word.slice(place, place + 1), word.slice(place + 1)];
  return before + itemAt(["", letter + letter, "q"], at) + after;
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  must(item !== undefined, "There is nothing to choose from.");
  return item;
}
