/*
 * The forms of a Swedish noun or adjective, from its basic form; genitives are left to the reader of the text. Gender and plural
 * follow from the word's end, which in a compound is the end of its last part (Svenska Akademiens grammatik, volume 2,
 * nouns § 59-97). Where an end tells too little, words of municipal language are listed by their gender: a neuter's plural
 * in -ar or -er would be a verb ("råder", "beslutar").
 */

const ending = (words: string): RegExp => new RegExp(`(?:${words.trim().split(/\s+/).join("|")})$`);

const neuter = ending(
  `råd köp beslut avtal val tal slag drag bud ord språk hus rum barn år mål krav stöd ment gram kontor intyg kort lån län
  land liv ljus namn nät organ paket pris prov skydd sätt test stånd tvång tåg skott verk villkor svar behov bevis brev brott
  bruk lov direktiv folk skrift protokoll bolag förslag lag?lag system problem program arkiv läge skap arv avsnitt ansvar bord
  block bestånd bistånd blad fel flertal fynd förbud förbund förhör förvar gebit golv hinder hopp hot huvud kapital kansli
  kval lager led löfte lösöre minimum monopol nummer mandat moment mönster nöje partnerskap patent perspektiv plagg plan?verk
  produktval pass parti papper rykte register resultat samband samtal samråd schema sjukhus skäl skatteår skick
  snitt spår stall stift straff stråk syfte sår säte tillägg tak takt?mått mått torg träd tryck tvivel tecken underlag
  uppror urval utrymme utfall val vapen vatten vin vittne värv vård?hem hem ämbetsverk ämne återfall öre övergrepp universitet bibliotek
  apotek tek eri foto format objekt projekt subjekt begrepp recept koncept utdrag utkast utlåtande konto bo kommando
  domslut slut inslag uppslag tillstånd uppehåll innehåll underhåll håll nav sällskap samfund fund yrke kvarter kvitto
  mått lager avgörande anbud upphov förfall fall anfall stadgande berg yttre inre`,
);
/** Common, with plurals in -ar; those in -er need no list where they have more than a syllable. */
const withAr = ending(
  `ing dom lek dag väg skog gård sal bil del häst hund arm gång tjänsteman bank?bok stol båt by bro ö sjö älv ås
  vägg säng ring sång park kust?väg klubb tolk hamn fors kvist häck tand?läkare gren blomm kyrk tull kvarn bygg?del myr kropp
  domstol rektor?dag lag medlem stam hälft domare vän?stad fågel stuga kung fiskar borg hall`,
);
const withEr = ending(
  `nämnd plan kurs text skatt tjänst form gräns makt rätt trakt post front vakt art fond grund kraft instans kommun person
  het ion tet nad skillnad byggnad marknad kostnad station chef tid avgift uppgift bygd stat text bild färg helg kris period
  taxa region nation enhet idé industri sort roll?ist ist ant ent?reprenad entreprenad sekund minut metod dos bas fas trend
  budget enkät akt sekt insats plats lokal signal personal instruktör ör konst strid värld vikt rad fest vinst brist dygd last
  frist tjuv?gods nyhet länk?het mark kontroll`,
);
/** The second vowel changes in the plural. */
const umlauts: [RegExp, string][] = [
  [/man$/, "män"],
  [/ot$/, "ötter"],
  [/(?<![aeiouyåäö])ot$/, "öter"],
  [/mot$/, "möter"],
  [/stad$/, "städer"],
  [/(?<=^|[^bsl])and$/, "änder"],
  [/strand$/, "stränder"],
  [/land$/, "länder"],
  [/natt$/, "nätter"],
  [/bok$/, "böcker"],
  [/^(.*)son$/, "$1söner"],
  [/bonde$/, "bönder"],
  [/(?:bror|broder)$/, "bröder"],
  [/(?:far|fader)$/, "fäder"],
  [/(?:mor|moder)$/, "mödrar"],
  [/dotter$/, "döttrar"],
];

const each = (stem: string, endings: string): string[] => endings.split(" ").map((end) => stem + end);

/** Of a lower-case word. Some are forms of no word, which does no harm. */
export function swedishForms(word: string): string[] {
  return [...new Set([word, ...nounForms(word), ...umlauted(word), ...adjectiveForms(word)])];
}

function umlauted(word: string): string[] {
  return umlauts.flatMap(([end, by]) => {
    if (!end.test(word)) return [];
    const plural = word.replace(end, by);
    const definite = plural.endsWith("män") ? "nen" : "na";
    return [plural, plural + definite];
  });
}

function nounForms(word: string): string[] {
  const stem = word.slice(0, -1);
  // Plurals as they stand in a glossary: handlingar, regler.
  if (/.{3}(?:ar|or|er)$/.test(word) && !/(?:kontor|villkor|ler|ter|der|ker|ger|ser|ner|sor|tor)$/.test(word))
    return [...each(word, "na n"), ...(word.endsWith("er") ? syncopated(word) : [])];
  if (/um$/.test(word) && word.length > 4) return latin(word);
  if (/(?:sök|mäl|fråg|löp|begär)an$/.test(word)) return each(`${word.slice(0, -2)}ning`, "ar arna");
  if (word.endsWith("a")) return each(stem, "an or orna");
  if (/(?:ande|ende)$/.test(word)) return each(word, "n t na");
  if (word.endsWith("are")) return each(word, "n na").concat(`${stem}na`);
  if (word.endsWith("ige")) return each(word, "n ns").concat(`${stem}a`, `${word}s`);
  if (/else$/.test(word)) return each(word, "n r rna");
  if (/(?:granne|timme|pojke|hage|backe|påse|unge|ande|ledare|nämnde)$/.test(word))
    return each(word, "n").concat(each(stem, "ar arna"));
  if (word.endsWith("e")) return each(word, "t n na");
  if (/[oyåöéiu]$/.test(word) && word.length > 1) return vowelFinal(word);
  if (/[^aeiouyåäö](?:el|er|en)$/.test(word)) return [...syncopated(word), ...consonantal(word)];
  if (/man$/.test(word)) return each(word, "nen");
  return consonantal(word);
}

function vowelFinal(word: string): string[] {
  if (word.endsWith("é") || word.endsWith("i")) return each(word, "n er erna et ers");
  return each(word, "n r rna t na ar arna er erna et");
}

/** regel: regeln, regler; nyckel: nycklar; medel: medlet, medlen; register: registret. */
function syncopated(word: string): string[] {
  const bare = word.slice(0, -2).replace(/mm$/, "m");
  const last = word.slice(-1);
  return [...each(word, "n"), ...each(bare + last, "ar arna er erna et en a")];
}

/** centrum: centret, centra; kriterium: kriteriet, kriterier. */
function latin(word: string): string[] {
  const bare = word.slice(0, -2);
  return [...each(bare, "et er erna en a"), ...each(word, "et en")];
}

function consonantal(word: string): string[] {
  const ends = neuter.test(word)
    ? "et en ena"
    : withAr.test(word)
      ? "en ar arna"
      : withEr.test(word)
        ? "en er erna"
        : `en et er erna${word.length > 5 ? " ar arna" : ""}`;
  const stems = /[aeiouyåäö]m$/.test(word)
    ? [word, `${word}m`]
    : /(?:vän|^mun|^brun)$/.test(word)
      ? [`${word}n`]
      : [word];
  const more = /(?:or|ör)$/.test(word) ? each(word, "n er erna") : [];
  const mixed = /skap$/.test(word) ? each(word, "en er erna") : [];
  const members = /lem$/.test(word) ? each(`${word}m`, "en ar arna") : [];
  return [...stems.flatMap((stem) => each(stem, ends)), ...more, ...mixed, ...members];
}

/** kommunal: kommunalt, kommunala; öppen: öppet, öppna; beslutad: beslutat, beslutade. */
function adjectiveForms(word: string): string[] {
  if (neuter.test(word)) return [];
  if (/ad$/.test(word)) return each(word.slice(0, -1), "t de da").filter((form) => !/dde$/.test(form));
  if (/(?:val|stäl|gjor|fyll|för|lär|styr|köp)[dt]$/.test(word)) return each(word, "a as");
  if (/[^aeiouyåäö]en$/.test(word)) return [`${word.slice(0, -1)}t`, `${word.slice(0, -2)}na`];
  if (/(?:al|ell|isk|ig|iv|bar|sam|ös|ant|ent|är|lös|full)$/.test(word))
    return each(word, word.endsWith("t") ? "a e" : "t a e");
  if (
    word.length >= 3 &&
    word.length <= 5 &&
    /(?:ny|fri|hög|låg|lång|kort|grön|stark|svag|vit|röd|bred|god|stor|själv)$/.test(word)
  )
    return [...each(word, "t a e"), `${word}tt`];
  return [];
}
