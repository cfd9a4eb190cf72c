import type { Locale } from "#platform/i18n/texts.ts";
import { englishForms } from "./english-forms.ts";
import { finnishForms } from "./finnish-forms.ts";
import { swedishForms } from "./swedish-forms.ts";
import { inOnePiece } from "./words.ts";

/*
 * Whether a word of a text is a given word in some form. Unlike `rootsOf`, which ranks what somebody seeks, this is a
 * relation between two words and not a root that many share: "kun" is no form of "kunta", nor "raden" of "råd".
 */

const formsIn: Record<Locale, (word: string) => string[]> = {
  sv: swedishForms,
  fi: finnishForms,
  en: englishForms,
};

/** All forms of a lower-case word in its basic form. Those with "+" are met by a reading alone. */
export const formsOfTerm = (word: string, language: Locale): readonly string[] => formsIn[language](word);

/** What a word of a text may be a form with: itself, and what is left of it without genitive, possessive or clitic. */
export const readingsOf = (word: string, language: Locale): readonly string[] => {
  const bare = inOnePiece(language === "en" ? word.replace(/['’]s$/, "") : word);
  return readings[language](bare);
};

const readings: Record<Locale, (word: string) => string[]> = {
  sv: (word) => (/..s$/.test(word) ? [word, word.slice(0, -1)] : [word]),
  en: (word) => [word],
  fi: finnishReadings,
};

const clitic = /(?<=..)(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)$/;
/** Those of the second person only after a case: "tilanne" and "lupasi" are other words. */
const possessive =
  /(?<=...)(?:ni|nsa|nsä|mme)$|(?<=(?:s[st][aä]|l[lt][aä]|lle|kse|aa|ee|ii|oo|uu|yy|ää|öö))(?:si|nne)$/;
/** kunnastaan, hankkeessaan, and after a, ä: kuntaansa. */
const ownVowel = /(?<=...[aeiouyäö])([aeiouyäö])\1?n$/;

function finnishReadings(word: string): string[] {
  const bare = [word, ...(clitic.test(word) ? [word.replace(clitic, "")] : [])];
  return bare.flatMap((each) => {
    const owned = each.replace(possessive, "");
    const own = /([aeä])\1n$/.test(each) && ownVowel.test(each) ? each.slice(0, -2) : each;
    return [...new Set([each, ...[owned, own].flatMap((stem) => (stem === each ? [] : [stem, `${stem}+`]))])];
  });
}
