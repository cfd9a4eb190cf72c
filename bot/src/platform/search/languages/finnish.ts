/*
 * Snowball's Finnish stemmer does not undo consonant gradation (kunta, kunnan), so that most forms of a word keep apart. Here
 * a word gets skeletons instead: what is left of it when an ending is taken off, in each way that its last letters allow, and
 * when what inflection changes in a stem is written in one way. Two forms of a word have a skeleton in common; that other
 * words share it now and then does little harm, since exact words rank above.
 * The rules are from Iso suomen kielioppi (scripta.kotus.fi/visk): gradation § 41-43, stems of nouns § 55-66, case
 * endings § 81-94, possessive suffixes § 95, clitics § 126-131.
 */

const clitic = /(?<=.{4})(?:kin|kaan|kään)$/;
const possessive = /(?<=.{4})(?:nsa|nsä|mme|nne)$/;
/** Vowels at the end are taken off anyway, so that the partitive's a is not among them. */
const endings = [
  ..."n t ta tä na nä ja jä ssa ssä sta stä lla llä lta ltä lle ksi tta ttä".split(" "),
  ..."jen ten tten iden han hen hin hon hun hyn hän hön seen siin".split(" "),
];
const shortestStem = 3;

/** At most a handful, that of the basic form first; of a lower-case word. */
export function skeletons(word: string): string[] {
  const bare = word.replace(clitic, "").replace(possessive, "");
  const stems = endings
    .filter((ending) => bare.endsWith(ending) && bare.length - ending.length >= shortestStem)
    .map((ending) => bare.slice(0, -ending.length));
  const having = quality.test(bare) ? [bare.replace(quality, "")] : [];
  return [...new Set([nominative(bare), ...stems, ...having].map(skeletonOf))].filter(
    (skeleton) => skeleton.length > 1,
  );
}

/** What the basic form alone has: esteellinen (esteellise-), asiakas (asiakkaa-), kallis (kallii-), toimielin (toimielime-). */
const nominative = (word: string): string =>
  word.endsWith("nen")
    ? word.replace(/nen$/, "s")
    : word.replace(/(?<=..[^aeiouyäö])(?:as|äs|is|es)$/, "").replace(/(?<=....)in$/, "im");

/** The quality itself is found by what has it: esteellisyys by esteellinen. */
const quality = /(?<=...is)(?:yy|uu)(?:s|d|t|ks).*$/;

function skeletonOf(stem: string): string {
  // luku: luvun
  const bare = withoutVowels(stem.replace(/([uy])v\1$/, "$1k$1"));
  return withoutVowels(changes.reduce((folded, [form, one]) => folded.replace(form, one), bare));
}

/** Those at the end come and go (lain, laki; kielten, kieli); the first of a word stays. */
const withoutVowels = (stem: string): string => stem.replace(/(?<=[aeiouyäö].*?)[aeiouyäö]+$/, "");

/** In this order, each of what stands last. */
const changes: [RegExp, string][] = [
  // käännös: käännökse-; kausi: kaude-; oikeus: oikeude-, oikeut-
  [/ks$/, "s"],
  [/(?<=[aeiouyäö])([uy])(?:d|tt?)$/, "$1s"],
  // kunta: kunnan; lupa: luvan; laki: lain; virka: viran; aika: ajan
  [/nn$/, "nt"],
  [/mm$/, "mp"],
  [/ll$/, "lt"],
  [/rr$/, "rt"],
  [/ng$/, "nk"],
  [/aik$/, "aj"],
  [/(?:tt|d)$/, "t"],
  // vuosi: vuode-, vuot-; vesi: vede-
  [/(?<=uo|^ve|^kä|^to|^uu|^vii)s$/, "t"],
  [/(?:pp?|v)$/, "v"],
  [/(?<=[aeiouyäölrh])kk?$/, ""],
];
