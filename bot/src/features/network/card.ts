import { type Locale, localeTags, type Translate } from "#platform/i18n/texts.ts";
import { cardTemplate, plain } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import form from "./cards/form.json" with { type: "json" };
import notice from "./cards/notice.json" with { type: "json" };
import request from "./cards/request.json" with { type: "json" };
import { type Language, languages, type Pair, type Standing } from "./contract.ts";
import type { Entered } from "./form.ts";
import type { Member } from "./member.ts";
import type { Counts } from "./store.ts";

/** What cards are drawn with. */
export type Ink = { locale: Locale; t: Translate; tabLink(page: string): string };

const noticeTemplate = cardTemplate(notice);
const requestTemplate = cardTemplate(request);
const formTemplate = cardTemplate(form);

type Notice = { title: string; lines: string[]; mayAsk?: boolean; hasLink?: boolean };

function noticeCard(
  { locale, t, tabLink }: Ink,
  { title, lines, mayAsk = false, hasLink = true }: Notice,
): Card {
  return noticeTemplate({
    lang: locale,
    title,
    lines: lines.map((line) => ({ line })),
    ask: mayAsk ? t("join.button") : "",
    page: hasLink ? t("open") : "",
    pageLink: tabLink("/network"),
  });
}

/** Posted in channels, for everybody there: what the network is, and the way in. */
export const joinCard = (ink: Ink): Card =>
  noticeCard(ink, {
    title: ink.t("title"),
    lines: [ink.t("join.line"), ink.t("join.next")],
    mayAsk: true,
  });

/** How the person stands. Only coordinators are told how many wait. */
export function standingCard(standing: Standing, { members, requests }: Counts, ink: Ink): Card {
  const { t } = ink;
  const isOutside = standing === "none";
  return noticeCard(ink, {
    title: t("title"),
    lines: [
      t(`standing.${standing}`),
      ...(isOutside ? [t("join.line")] : [t("standing.members", { count: members })]),
      ...(standing === "coordinator" && requests > 0 ? [t("standing.requests", { count: requests })] : []),
    ],
    mayAsk: isOutside,
  });
}

/** What happens next, after the form was sent. */
export const sentCard = (isMember: boolean, ink: Ink): Card =>
  noticeCard(ink, { title: ink.t("title"), lines: [ink.t(isMember ? "done.member" : "done.asked")] });

export const welcomeCard = (ink: Ink): Card =>
  noticeCard(ink, { title: ink.t("welcome.title"), lines: [ink.t("welcome.line")] });

/** For coordinators, in their own chats: somebody waits. */
export function requestCard({ name, profile, requestId }: Member, ink: Ink): Card {
  const { locale, t, tabLink } = ink;
  const { municipality, reads, translates, about } = profile;
  return requestTemplate({
    lang: locale,
    title: t("request.title", { name: plain(name) }),
    lines: [
      t("request.municipality", { municipality: plain(municipality) }),
      t("request.reads", { languages: listed(reads.map(languageIn(t)), locale) }),
      ...(translates.length > 0
        ? [t("request.translates", { pairs: listed(translates.map(pairIn(t)), locale) })]
        : []),
      ...(about.trim() ? [t("request.about", { about: plain(about.trim()) })] : []),
    ].map((line) => ({ line })),
    request: requestId,
    approve: t("request.approve"),
    decline: t("request.decline"),
    page: t("request.open"),
    pageLink: tabLink("/network/members"),
  });
}

/** In place of the request: what has become of it. Of whoever is not in, nothing is told. */
export function decidedCard(decided: "approved" | "declined" | "gone", name: string, ink: Ink): Card {
  return noticeCard(ink, {
    title: ink.t("request.goneTitle"),
    lines: [ink.t(`request.${decided}`, { name: plain(name) })],
    hasLink: false,
  });
}

/** The form of whoever wants to join, or changes what they told. */
export function formCard(entered: Entered, isMember: boolean, ink: Ink, error = ""): Card {
  const { locale, t } = ink;
  const pairs = languages.flatMap((from) =>
    languages
      .filter((to) => to !== from)
      .map((to) => ({ title: capitalised(pairIn(t)({ from, to }), locale), value: `${from}>${to}` })),
  );
  return formTemplate({
    lang: locale,
    title: t("form.title"),
    error,
    about: t("form.about"),
    municipalityLabel: t("form.municipality"),
    municipalityMissing: t("form.municipalityMissing"),
    readsLabel: t("form.reads"),
    readsMissing: t("form.readsMissing"),
    languages: languages.map((language) => ({
      title: capitalised(languageIn(t)(language), locale),
      value: language,
    })),
    translatesLabel: t("form.translates"),
    pairs,
    promise: t("form.promise"),
    send: t(isMember ? "form.save" : "form.send"),
    ...entered,
  });
}

const languageIn = (t: Translate) => (language: Language) => t(`language.${language}`);
const pairIn =
  (t: Translate) =>
  ({ from, to }: Pair) =>
    t("pair", { from: languageIn(t)(from), to: languageIn(t)(to) });

const capitalised = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleUpperCase(localeTags[locale]) + text.slice(1);

const listed = (words: string[], locale: Locale): string =>
  new Intl.ListFormat(localeTags[locale], { type: "unit", style: "short" }).format(words);
