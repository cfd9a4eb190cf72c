import { type Locale, localeTags, type Translate } from "#platform/i18n/texts.ts";
import { cardTemplate, plain } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import orderJson from "./cards/order.json" with { type: "json" };
import { lengthOf, type Order } from "./orders.ts";

/** What cards are drawn with. */
export type Ink = { locale: Locale; t: Translate; tabLink(page: string): string };

const template = cardTemplate(orderJson);

type Lines = { title: string; lines: string[]; page: string; path: string };

const orderCard = ({ locale, tabLink }: Ink, { title, lines, page, path }: Lines): Card =>
  template({
    lang: locale,
    title,
    lines: lines.map((line) => ({ line })),
    page,
    pageLink: tabLink(path),
  });

/** For members who translate that way: what is asked for, or, once it is taken, that it is. */
export function newCard(order: Order, ink: Ink): Card {
  const { locale, t } = ink;
  const { from, to, texts, neededBy, note, state, id } = order;
  const isWaiting = state === "waiting";
  const day = neededBy?.toLocaleDateString(localeTags[locale], { timeZone: "Europe/Helsinki" });
  const about = { pair: pairIn(t, order), count: texts.length, characters: lengthOf(texts, "source") };
  return orderCard(ink, {
    title: t(isWaiting ? "new.title" : "new.taken", { title: plain(titleOf(order, locale)) }),
    lines: isWaiting
      ? [
          t("new.about", about),
          ...(day ? [t("new.neededBy", { day })] : []),
          ...(note.trim() ? [t("new.note", { note: plain(note.trim()) })] : []),
        ]
      : [t(`state.${state}`), t("new.pair", { pair: pairIn(t, { from, to }) })],
    page: t("open"),
    path: `/translations/${id}`,
  });
}

/** For whoever has ordered it: it has flowed back, but for what was changed meanwhile. */
export function doneCard(order: Order, path: string, ink: Ink): Card {
  const { locale, t } = ink;
  const left = order.unfilled.length;
  const count = order.texts.length - left;
  return orderCard(ink, {
    title: t("done.title", { title: plain(titleOf(order, locale)) }),
    lines: [
      t("done.filled", { count, pair: pairIn(t, order) }),
      ...(left > 0 ? [t("done.left", { count: left })] : []),
    ],
    page: t("done.open"),
    path,
  });
}

/** The title in the reader's language, else in the one that it is translated from. */
export const titleOf = ({ title, from }: Order, locale: Locale): string =>
  title[locale].trim() || title[from];

const pairIn = (t: Translate, { from, to }: Pick<Order, "from" | "to">) =>
  t("pair", { from: t(`language.${from}`), to: t(`language.${to}`) });
