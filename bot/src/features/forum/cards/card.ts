import type { Summary } from "#features/forum/topics/lists.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { plainText } from "#platform/markdown.ts";
import { cardTemplate, plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import digest from "./templates/digest.json" with { type: "json" };
import follow from "./templates/follow.json" with { type: "json" };
import found from "./templates/found.json" with { type: "json" };
import head from "./templates/head.json" with { type: "json" };
import open from "./templates/open.json" with { type: "json" };
import text from "./templates/text.json" with { type: "json" };

/** What cards are drawn with: a language, its texts, and where the tab is. */
export type Ink = { locale: Locale; t: Translate; tabLink(page: string): string };

/** Why somebody is told of a post. */
export type Why = "mention" | "quote" | "watching" | "tag";

/** A tag's name in the language of a card; "" for one that has none. */
export type NameOf = (tag: string) => string;

const noticeTemplate = wholeCard([head, text, open]);
const topicTemplate = wholeCard([head, text, follow]);
/** Below links Teams takes cards up to version 1.3. */
const foundTemplate = cardTemplate(found);
const goneTemplate = wholeCard([head]);
const digestTemplate = wholeCard([head, digest]);

const mostExcerpt = 300;
const mostReply = 2_000;

/** What a person is told in a chat of their own. */
export function toldCard(topic: Topic, post: Post, why: Why, name: string, ink: Ink): Card {
  const { locale, t } = ink;
  return noticeTemplate({
    lang: locale,
    title: plain(topic.title),
    lines: [{ line: t(`told.${why}`, { name: plain(name) }) }],
    text: excerptFrom(post, mostExcerpt),
    openTitle: t("open"),
    open: linkTo(topic, ink, post.number),
  });
}

/** A topic as it stands in a channel, with the beginning of its first post. */
export function topicCard(topic: Topic, first: Post, name: string, nameOf: NameOf, ink: Ink): Card {
  const { locale, t } = ink;
  return topicTemplate({
    lang: locale,
    title: plain(topic.title),
    lines: [
      ...lines(t("topic.by", { name: plain(name) }), tagsIn(topic.tags, nameOf)),
      ...stateLines({ isSolved: topic.best !== null, closedAt: topic.closed ? "closed" : null }, ink),
    ],
    text: first.removed ? "" : excerptFrom(first, mostExcerpt),
    openTitle: t("open"),
    open: linkTo(topic, ink),
    followTitle: t("follow"),
    topic: topic.id,
  });
}

/** A post that was written in the tab, as a reply in a channel's thread. */
export function replyCard(topic: Topic, post: Post, name: string, ink: Ink): Card {
  const { locale, t } = ink;
  return noticeTemplate({
    lang: locale,
    title: t("reply.title", { name: plain(name) }),
    lines: lines(post.editedAt ? t("reply.edited") : ""),
    text: excerptFrom(post, mostReply),
    openTitle: t("open"),
    open: linkTo(topic, ink, post.number),
  });
}

/** A line, and where to go on from there. */
export const saidCard = (said: string, open: { title: string; url: string }, { locale }: Ink): Card =>
  noticeTemplate({ lang: locale, title: said, lines: [], text: "", openTitle: open.title, open: open.url });

/** In place of what was removed. */
export const goneCard = (key: "gone.topic" | "gone.post", { locale, t }: Ink): Card =>
  goneTemplate({ lang: locale, title: t(key), lines: [] });

/** A topic's title and state, for whoever reads the message that it is put into: never what is written in it. */
export function foundCard(topic: Summary, nameOf: NameOf, ink: Ink): Card {
  return foundTemplate({
    lang: ink.locale,
    title: plain(topic.title),
    lines: [...lines(tagsIn(topic.tags, nameOf)), ...stateLines(topic, ink)],
    openTitle: ink.t("open"),
    open: linkTo(topic, ink),
  });
}

export type Week = { new: Summary[]; active: Summary[] };
const mostListed = 10;

/** What is new in the forum since last week. */
export function digestCard(week: Week, ink: Ink): Card {
  const { locale, t, tabLink } = ink;
  const section = (key: "new" | "active") => ({
    heading: t(`digest.${key}`),
    topics: week[key].slice(0, mostListed).map((topic) => ({
      line: `[${plain(topic.title)}](${linkTo(topic, ink)}) · ${t("digest.posts", { count: topic.posts })}`,
    })),
    more: week[key].length > mostListed ? t("digest.more", { count: week[key].length - mostListed }) : "",
  });
  return digestTemplate({
    lang: locale,
    title: t("digest.title"),
    lines: [],
    sections: (["new", "active"] as const).filter((key) => week[key].length > 0).map(section),
    openTitle: t("digest.open"),
    open: tabLink("/forum"),
    stopTitle: t("digest.stop"),
  });
}

export const linkTo = (
  { id }: Pick<Topic, "id">,
  { tabLink }: Pick<Ink, "tabLink">,
  number?: number,
): string => tabLink(`/forum/topics/${id}${number === undefined ? "" : `?post=${number}`}`);

export const tagsIn = (tags: readonly string[], nameOf: NameOf): string =>
  tags
    .map((tag) => plain(nameOf(tag)))
    .filter((name) => name !== "")
    .join(", ");

function stateLines({ isSolved, closedAt }: Pick<Summary, "isSolved" | "closedAt">, { t }: Ink) {
  return lines(isSolved ? t("topic.solved") : "", closedAt ? t("topic.closed") : "");
}

const lines = (...texts: string[]) => texts.filter((each) => each !== "").map((line) => ({ line }));

const excerptFrom = (post: Post, most: number): string => {
  const all = plainText(post.text, most + 1);
  return plain(all.length > most ? `${all.slice(0, most).toWellFormed().trimEnd()} …` : all);
};
