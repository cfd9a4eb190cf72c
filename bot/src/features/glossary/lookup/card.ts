import { type Entry, headwordsOf } from "#features/glossary/concepts/entry.ts";
import type { SubjectField } from "#features/glossary/concepts/subject-fields.ts";
import { type Language, languages, limits } from "#features/glossary/contract.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import type { Card, Preview } from "#platform/teams/turn.ts";
import checkShape from "./templates/check.json" with { type: "json" };
import conceptShape from "./templates/concept.json" with { type: "json" };
import findingsShape from "./templates/findings.json" with { type: "json" };
import newsShape from "./templates/news.json" with { type: "json" };
import noticeShape from "./templates/notice.json" with { type: "json" };
import { headAndRest, type MarkWords } from "./term-words.ts";
import { languagesOf } from "./text-language.ts";
import type { Finding } from "./text-scan.ts";

/** What cards are drawn with: a language, its texts, the words for marks in all languages, and where the tab is. */
export type Ink = { locale: Locale; t: Translate; words: MarkWords; tabLink(page: string): string };

/** For a concept's languages, on its card. */
const places = [1, 2, 3] as const;
const inPlaces = (languages: readonly Record<string, string>[]): Record<string, string> =>
  Object.fromEntries(
    places.flatMap((place) =>
      Object.entries(languages[place - 1] ?? noLanguage).map(([name, value]) => [`${name}${place}`, value]),
    ),
  );
const noLanguage = { name: "", head: "", rest: "", definition: "", source: "" };

// A look-up draws 25 of them: only their shapes are kept, which are few, so that no other card has to make room.
const conceptTemplate = cardTemplate(conceptShape, [
  "title",
  "field",
  "openLink",
  "proposeLink",
  ...Object.keys(inPlaces([])),
]);
const noticeTemplate = cardTemplate(noticeShape);
const checkTemplate = cardTemplate(checkShape);
const findingsTemplate = cardTemplate(findingsShape);
const newsTemplate = cardTemplate(newsShape);

const mostFindings = 20;
const mostPreferred = 2;
const mostNews = 15;
/** Of one language. */
const mostTerms = 8;
const mostTermsOfNews = 3;
/** Where many stand on one card. */
const longestTerm = 60;
const longestDefinition = 400;

export const conceptPath = (id: string): string => `/terms/concepts/${id}`;

/** Where a term is proposed: with what was looked up, if anything, in its language where it tells one. */
function proposalPath(lookedUp: string, locale: Locale): string {
  const term = beginning(lookedUp.trim(), limits.term);
  if (term === "") return "/terms/new";
  const [language = locale, ...others] = languagesOf(term);
  return `/terms/new?${new URLSearchParams({ term, language: others.length > 0 ? locale : language })}`;
}

/**
 * A concept as everybody may read it (or as a member does), with its terms in each language and where they come from.
 * `lookedUp` is what it was found by, "" where it was not looked for.
 */
export function conceptCard(entry: Entry, fields: readonly SubjectField[], ink: Ink, lookedUp: string): Card {
  const { locale, t, tabLink, words } = ink;
  const shown = ownFirst(locale)
    .filter((language) => entry.terms[language].length > 0)
    .map((language) => ({
      name: t(`language.${language}`),
      ...headAndRest(entry.terms[language].slice(0, mostTerms), language, words),
      ...saidOf(entry, language, t),
    }));
  return conceptTemplate({
    lang: locale,
    title: plain(titleOf(entry, locale)),
    field: plain(fields.find(({ id }) => id === entry.field)?.name[locale] ?? ""),
    ...inPlaces(shown),
    open: t("card.open"),
    openLink: tabLink(conceptPath(entry.id)),
    propose: t("card.propose"),
    proposeLink: tabLink(proposalPath(lookedUp, locale)),
  });
}

function saidOf({ said }: Entry, language: Language, t: Translate) {
  const { definition = "", source = "" } = said[language] ?? {};
  return {
    definition: plain(shortened(definition, longestDefinition)),
    source: source && t("card.source", { source: plain(source) }),
  };
}

/** A line of the look-up's list, and the card that is put into the message. */
export function preview(entry: Entry, card: Card, { locale }: Ink): Preview {
  const headwords = Object.values(headwordsOf(entry.terms)).filter((term) => term !== "");
  const definition = ownFirst(locale)
    .map((language) => entry.said[language]?.definition)
    .find((text) => text);
  return {
    title: unformatted([...new Set(headwords)].join(" – ")),
    text: shortened(definition ?? "", longestDefinition),
    card,
  };
}

type Notice = { title: string; line?: string; open: string; page: string };

export function noticeCard({ title, line = "", open, page }: Notice, { locale, tabLink }: Ink): Card {
  return noticeTemplate({ lang: locale, title, line, open, openLink: tabLink(page) });
}

/** What is still a proposal is told to nobody whom the card may reach: it only leads there. */
export const proposalCard = ({ id }: Pick<Entry, "id">, ink: Ink): Card =>
  noticeCard({ title: ink.t("card.proposal"), open: ink.t("card.open"), page: conceptPath(id) }, ink);

export const nothingFoundCard = (text: string, ink: Ink): Card =>
  noticeCard(
    {
      title: ink.t("found.nothing", { text: briefly(text) }),
      line: ink.t("found.mayPropose"),
      open: ink.t("card.propose"),
      page: proposalPath(text, ink.locale),
    },
    ink,
  );

/** What a member's look-up lists in place of what it did not find: the card leads to where it is proposed. */
export function proposalPreview(text: string, ink: Ink): Preview {
  const { locale, t } = ink;
  const title = (term: string) => t("found.propose", { text: term });
  const open = t("card.propose");
  return {
    title: title(unformatted(shortened(text, longestTerm))),
    text: t("found.nothingYet"),
    card: noticeCard({ title: title(briefly(text)), open, page: proposalPath(text, locale) }, ink),
  };
}

/** Asks for a text to check. */
export const checkCard = ({ locale, t }: Ink): Card =>
  checkTemplate({
    lang: locale,
    title: t("check.title"),
    textLabel: t("check.text"),
    textMissing: t("check.textMissing"),
    send: t("check.send"),
  });

/**
 * What a text had better not say: each with some words around it, and what to write instead. `checkedTo` is where a longer
 * text was cut; null where all of it was checked.
 */
export function findingsCard(
  findings: readonly Finding[],
  { locale, t, tabLink, words }: Ink,
  checkedTo: number | null = null,
): Card {
  const rest = findings.length - mostFindings;
  return findingsTemplate({
    lang: locale,
    title: findings.length > 0 ? t("check.found", { count: findings.length }) : t("check.nothing"),
    findings: findings.slice(0, mostFindings).map((finding) => {
      const { before, found, after, preferred, conceptId, language, status } = finding;
      const instead = preferred.slice(0, mostPreferred).map(briefly).join(", ");
      const values = {
        found: briefly(found),
        instead,
        mark: words[language](`mark.${status}`),
        language: t(`language.${language}`),
        link: tabLink(conceptPath(conceptId)),
      };
      return {
        context: `${plain(before)}**${values.found}**${plain(after)}`,
        advice: instead === "" ? t("check.without", values) : t("check.instead", values),
      };
    }),
    more: rest > 0 ? t("check.more", { count: rest }) : "",
    cut: checkedTo === null ? "" : t("check.cut", { most: new Intl.NumberFormat(locale).format(checkedTo) }),
  });
}

/** The week's decided and changed terms, the languages of each concept side by side. */
export function newsCard(entries: readonly Entry[], { locale, t, tabLink, words }: Ink): Card {
  const rest = entries.length - mostNews;
  return newsTemplate({
    lang: locale,
    title: t("news.title"),
    concepts: entries.slice(0, mostNews).map(({ id, terms }) => {
      const [first = "", ...more] = languages.flatMap((language) => {
        const { head, rest: others } = headAndRest(inBrief(terms[language]), language, words);
        const whole = head && others ? `${head} (${others})` : head || others;
        return whole === "" ? [] : [whole];
      });
      return { line: [`[${first}](${tabLink(conceptPath(id))})`, ...more].join(" – ") };
    }),
    more: rest > 0 ? t("news.more", { count: rest }) : "",
    open: t("news.open"),
    openLink: tabLink("/terms"),
  });
}

/** In the reader's language where it has a term in it, else in the first that has one. */
export function titleOf({ terms }: Pick<Entry, "terms">, locale: Locale): string {
  return (
    ownFirst(locale)
      .map((language) => terms[language][0]?.term)
      .find((term) => term) ?? ""
  );
}

const ownFirst = (locale: Locale): Language[] => [locale, ...languages.filter((each) => each !== locale)];

const briefly = (text: string): string => plain(shortened(text, longestTerm));

const inBrief = (terms: Entry["terms"]["sv"]): Entry["terms"]["sv"] =>
  terms.slice(0, mostTermsOfNews).map((each) => ({ ...each, term: shortened(each.term, longestTerm) }));

const shortened = (text: string, most: number): string =>
  text.length > most ? `${beginning(text, most - 1)}…` : text;

/** Where the cut halves a character, a mark stands in its place. */
const beginning = (text: string, most: number): string => text.slice(0, most).toWellFormed();
