import { strengthened, weakened } from "./finnish-gradation.ts";

/*
 * The forms of a Finnish noun or adjective, from its basic form: eleven cases in both numbers. Possessive suffixes and
 * clitics are left to the reader of the text; what they alone are put to is a form with "+". Where a basic form allows two
 * inflections (oikeuden, päätöksen), both are made: the wrong one is no word. The rules are from Iso suomen kielioppi
 * (scripta.kotus.fi/visk): gradation § 41-43, stems § 55-66, case endings § 81-94.
 */

/** The stems that endings are put to. A strong stem's cases are those whose ending leaves the syllable open. */
type Stems = {
  weak: readonly string[];
  strong: readonly string[];
  /** Whole forms. */
  partitive: readonly string[];
  pluralWeak: readonly string[];
  pluralStrong: readonly string[];
  more?: readonly string[];
};

/** Of a lower-case word. */
export function finnishForms(word: string): string[] {
  const forms = new Set([word]);
  for (const stems of stemsOf(word))
    for (const form of formsFrom(stems)) for (const each of harmonic(form, word)) forms.add(each);
  return [...forms];
}

function formsFrom({ weak, strong, partitive, pluralWeak, pluralStrong, more = [] }: Stems): string[] {
  return [
    ...weak.flatMap((stem) => with_(stem, "n t ssa sta lla lta lle ksi kse+ tta")),
    ...strong.flatMap((stem) => [...with_(stem, "na +"), ...illatives(stem)]),
    ...partitive,
    ...pluralWeak.flatMap((stem) => with_(stem, "ssa sta lla lta lle ksi kse+ tta n")),
    ...pluralStrong.flatMap((stem) => [...with_(stem, "na ne+"), ...pluralCases(stem)]),
    ...more,
  ];
}

const with_ = (stem: string, endings: string): string[] => endings.split(" ").map((end) => stem + end);

const vowel = /[aeiouyäö]$/;
const twoVowels = /[aeiouyäö]{2}$/;

/** kuntaan, maahan, työhön, hankkeeseen. */
function illatives(stem: string): string[] {
  const last = stem.at(-1) ?? "";
  const all = twoVowels.test(stem)
    ? [`${stem}h${last}n`, `${stem}seen`, `${stem}${last}n`]
    : [`${stem}${last}n`];
  return all.flatMap((form) => [form, `${form.slice(0, -1)}+`]);
}

/** kuntia, kuntien, kuntiin; lautoja, lautojen, lautoihin; hankkeita, hankkeiden, hankkeisiin. */
function pluralCases(stem: string): string[] {
  if (!twoVowels.test(stem)) return with_(stem, "a en e+ in i+");
  const bare = stem.slice(0, -1);
  return [
    ...with_(stem, "ta den tten de+ hin hi+ siin sii+"),
    ...(/[aeiouyäö]{3}$/.test(stem) ? [] : with_(`${bare}j`, "a en e+")),
  ];
}

/** Endings have ä after front vowels; after e and i alone either, since a compound's last part is not known (toimielintä). */
function harmonic(form: string, word: string): string[] {
  const parts = word.match(/[aeiouyäö]+/g) ?? [];
  const front = form.slice(0, word.length - 2) + fronted(form.slice(word.length - 2));
  if (/[aou]/.test(parts.at(-1) ?? "")) return [form];
  if (/[äöy]/.test(parts.at(-1) ?? "") || !/[aou]/.test(word)) return [front];
  return parts.length > 2 ? [form, front] : [form];
}

const fronted = (text: string): string => text.replaceAll("a", "ä").replaceAll("o", "ö").replaceAll("u", "y");

function stemsOf(word: string): Stems[] {
  const bare = (letters: number) => word.slice(0, -letters);
  if (/.nen$/.test(word)) return [sibilant(`${bare(3)}s`)];
  if (/mies$/.test(word))
    return [consonantal(`${bare(1)}h`, "s")].map((stems) => ({ ...stems, more: with_(bare(1), "sten") }));
  if (/[aeiouyäö](?:us|ys)$/.test(word)) return [abstract(bare(1)), sibilant(bare(1), "ks")];
  if (/(?:us|ys|os|ös)$/.test(word)) return [sibilant(bare(1), "ks")];
  if (/(?:as|äs|is|es)$/.test(word))
    return [sibilant(bare(1), "ks"), ...longVowel(bare(2), word.at(-2) ?? "", `${word}ta`, word)];
  if (/(?:ton|tön)$/.test(word))
    return [consonantal(`${bare(2)}t${word.at(-2)}m`, "n", bare(1), word.at(-2) === "o" ? "a" : "ä")];
  if (/in$/.test(word) && word.length > 3)
    return [bare(2), ...strengthened(bare(2))].map((stem) => ({
      ...consonantal(`${stem}im`, "n"),
      partitive: [`${word}ta`],
      more: [`${word}ten`],
    }));
  if (/(?:nut|nyt)$/.test(word)) return longVowel(bare(2), "e", `${word}ta`, word);
  if (/[aeiouyäö]t$/.test(word) && word.length > 4) return pluralOnly(bare(1));
  if (eStems.test(word)) return [eStem(word)];
  if (twoVowels.test(word)) return longFinal(word);
  if (/[^aeiouyäö]e$/.test(word)) return longVowel(bare(1), "e", `${word}tta`, word);
  if (vowel.test(word)) return [short(word)];
  if (/(?:el|er|en|al|ar|är|or|ut|yt)$/.test(word))
    return [consonantal(word, word.at(-1) ?? ""), short(`${word}i`)];
  return [short(`${word}i`)];
}

/** yhteinen: yhteise-, yhteistä; päätös: päätökse-, päätöstä. */
function sibilant(stem: string, strong = ""): Stems {
  const base = strong === "" ? stem : `${stem}${strong}`;
  const consonant = strong === "" ? stem : `${stem}s`;
  return {
    weak: [`${base}e`],
    strong: [`${base}e`],
    partitive: [`${consonant}ta`],
    pluralWeak: [`${base}i`],
    pluralStrong: [`${base}i`],
    more: with_(consonant, "ten te+"),
  };
}

/** oikeus: oikeude-, oikeute-, oikeutta, oikeuksi-. */
const abstract = (stem: string): Stems => ({
  weak: [`${stem}de`],
  strong: [`${stem}te`],
  partitive: [`${stem}tta`],
  pluralWeak: [`${stem}ksi`],
  pluralStrong: [`${stem}ksi`],
});

/** toimielin: toimielime-, toimielintä; jäsen: jäsene-, jäsentä. */
function consonantal(stem: string, last: string, short_ = stem.slice(0, -1), a = "a"): Stems {
  const [partitive, genitive] = [`${short_}${last}t${a}`, `${short_}${last}ten`];
  const e = last === "n" && /[oö]m$/.test(stem) ? (stem.endsWith("om") ? "a" : "ä") : "e";
  return {
    weak: [`${stem}${e}`],
    strong: [`${stem}${e}`],
    partitive: [partitive],
    pluralWeak: [`${stem}i`],
    pluralStrong: [`${stem}i`],
    more: [genitive],
  };
}

/** hanke: hankkee-, hankkei-; asiakas: asiakkaa-; kallis: kallii-. With the stem in both grades, since not each word changes. */
const longVowel = (stem: string, last: string, partitive: string, word: string): Stems[] =>
  [stem, ...strengthened(stem)].map((each) => {
    const plural = `${each}${last}i`;
    return {
      weak: [`${each}${last}${last}`],
      strong: [`${each}${last}${last}`],
      partitive: [partitive],
      pluralWeak: [plural],
      pluralStrong: [plural],
      more: word.endsWith("s") ? with_(word, "ten") : [],
    };
  });

/** maa, työ, tie, vapaa, asia, tärkeä, alue. */
function longFinal(word: string): Stems[] {
  const [before = "", last = ""] = [word.at(-2), word.at(-1)];
  const bare = word.slice(0, -1);
  const isDiphthong = /(?:uo|yö|ie)$/.test(word) && word.length <= 4;
  const plurals = isDiphthong
    ? [`${word.slice(0, -2)}${last}i`]
    : before === last
      ? [`${bare}i`]
      : /[aä]$/.test(word)
        ? [`${bare}${last === "a" ? "o" : "ö"}i`, `${bare}i`]
        : [`${word}i`];
  // alue: aluee-
  const singular = last === "e" && !isDiphthong && before !== "e" ? [`${word}e`] : [word];
  return [
    {
      weak: singular,
      strong: singular,
      partitive: [`${word}ta`, `${word}a`, ...(last === "e" ? [`${word}tta`] : [])],
      pluralWeak: plurals,
      pluralStrong: plurals,
    },
  ];
}

/** kieli: kiele-, kieltä; vuosi: vuode-, vuote-, vuotta. */
const eStems = new RegExp(
  `(?:${"kieli mieli nimi ovi lapsi vuosi vesi käsi kausi uusi viisi kuusi täysi pieni suuri nuori veri meri tuli uni ääni saari \
henki hetki joki mäki väki kivi lehti lahti tähti arki järvi talvi niemi lumi toimi kärki jälki kansi varsi länsi köysi \
susi onni sormi juuri suomi moni veli niemi hiili puoli huoli tuuli sieni hirvi polvi kaari ongi hanki lohi sarvi parvi \
reuna?vesi tosi osi kynsi sääski"
    .split(" ")
    .join("|")})$`,
);

function eStem(word: string): Stems {
  const bare = word.slice(0, -1);
  const plural = { pluralWeak: [...weakened(word)], pluralStrong: [word] };
  // vuosi: vuode-, vuote-; kansi: kanne-, kante-
  if (/(?:[aeiouyäö]|n|r)si$/.test(word) && !/psi$/.test(word)) {
    const strong = `${word.slice(0, -2)}te`;
    return {
      weak: weakened(strong),
      strong: [strong],
      partitive: [`${word.slice(0, -2)}tta`],
      pluralWeak: [word],
      pluralStrong: [word],
      more: [`${word.slice(0, -2)}tten`],
    };
  }
  const consonant = bare.replace(/ps$/, "s");
  const isOpen = /[lnrm]$|ps$/.test(bare);
  return {
    weak: weakened(`${bare}e`),
    strong: [`${bare}e`],
    partitive: [`${bare}ea`, ...(isOpen ? [`${consonant}ta`] : [])],
    ...plural,
    more: isOpen ? [`${consonant}ten`] : [],
  };
}

/** kunta: kunna-, kuntaa, kunti-; tapa: tapo-; laki: lake-; katu: katui-. */
function short(word: string): Stems {
  const last = word.at(-1) ?? "";
  const bare = word.slice(0, -1);
  const plurals = pluralStems(bare, last);
  const isLong = syllables(word) > 2;
  return {
    weak: weakened(word),
    strong: [word],
    partitive: [`${word}a`],
    pluralStrong: plurals,
    pluralWeak: plurals.flatMap((stem) => weakenedPlural(stem, isLong)),
    more: last === "i" ? with_(bare, "ien ie+") : [],
  };
}

/** Before a and ä in -i- or -oi-: by the vowel before, in words of two syllables; longer ones may have either. */
function pluralStems(bare: string, last: string): string[] {
  if (last === "i") return [`${bare}ei`];
  if (!/[aä]/.test(last)) return [`${bare}${last}i`];
  const o = `${bare}${last === "a" ? "o" : "ö"}i`;
  if (/(?:^|[^aeiouyäö])[oöuy][aeiouyäö]*[^aeiouyäö]+$/.test(bare)) return [`${bare}i`];
  if (syllables(bare) > 1) return [`${bare}i`, o];
  return [last === "ä" ? `${bare}i` : o];
}

/** asukkaa-, ohjee-, kunna- of what stands in the plural: in the glossary as in the text. */
function pluralOnly(weak: string): Stems[] {
  const last = weak.at(-1) ?? "";
  const isLong = twoVowels.test(weak);
  const strongs = isLong ? [weak] : [weak, ...strengthened(weak.slice(0, -1)).map((stem) => stem + last)];
  const base = isLong ? weak.slice(0, -1) : weak;
  return strongs.map((strong) => {
    const stems = isLong
      ? [`${base}i`]
      : last === "e"
        ? [`${strong.slice(0, -1)}i`]
        : pluralStems(strong.slice(0, -1), last);
    return {
      weak: [],
      strong: [strong],
      partitive: [],
      pluralWeak: isLong ? stems : stems.flatMap((stem) => weakenedPlural(stem, false)),
      pluralStrong: stems,
    };
  });
}

const weakenedPlural = (stem: string, isLong: boolean): string[] => {
  const vowels = /[aeiouyäö]+$/.exec(stem)?.[0] ?? "";
  const weak = weakened(`${stem.slice(0, -vowels.length)}${vowels.slice(0, 1)}`).map(
    (each) => each + vowels.slice(1),
  );
  // lautakunnoissa, mutta sairaaloissa
  return isLong && vowels.length === 2 ? [...weak, stem] : weak;
};

const syllables = (word: string): number => word.match(/[aeiouyäö]+/g)?.length ?? 0;
