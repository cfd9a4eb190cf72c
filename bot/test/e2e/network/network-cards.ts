import {
  decidedCard,
  formCard,
  joinCard,
  requestCard,
  sentCard,
  standingCard,
  welcomeCard,
} from "#features/network/card.ts";
import { enteredFrom } from "#features/network/form.ts";
import { ask } from "#features/network/member.ts";
import networkEn from "#features/network/texts/en.json" with { type: "json" };
import networkFi from "#features/network/texts/fi.json" with { type: "json" };
import networkSv from "#features/network/texts/sv.json" with { type: "json" };
import { doneCard, newCard } from "#features/translations/card.ts";
import { newOrder } from "#features/translations/orders.ts";
import en from "#features/translations/texts/en.json" with { type: "json" };
import fi from "#features/translations/texts/fi.json" with { type: "json" };
import sv from "#features/translations/texts/sv.json" with { type: "json" };
import { type Locale, locales, translators } from "#platform/i18n/texts.ts";
import type { Shown } from "#test/e2e/surveys/survey-cards.ts";
import { anna, bo } from "#test/harness/harness.ts";
import { profile } from "#test/harness/network.ts";

/* Every card of the network and of its translation queue. */

const networkWords = translators({ sv: networkSv, fi: networkFi, en: networkEn });
const words = translators({ sv, fi, en });
const tabLink = (page: string) => `https://teams.example/tab${page}`;
const now = new Date("2026-11-23T08:00:00Z");
const long = "Nätverkssamordningskoordinator ".repeat(4).trim();

export const networkCards = (): Shown[] =>
  locales.flatMap((locale) => [...memberCards(locale), ...orderCards(locale)]);

function memberCards(locale: Locale): Shown[] {
  const ink = { locale, t: networkWords[locale], tabLink };
  const translates = [
    { from: "fi", to: "sv" },
    { from: "sv", to: "fi" },
  ] as const;
  const told = { ...profile, municipality: long, translates: [...translates], about: long };
  const member = ask(undefined, { ...bo, name: long }, told, "7e1f0c1e-6a51-4b0d-9d57-0c6a3f5b2d11", now);
  const counts = { members: 12, requests: 3, coordinators: 1 };
  return [
    { name: "join", locale, card: joinCard(ink) },
    ...(["none", "coordinator"] as const).map((standing) => ({
      name: standing,
      locale,
      card: standingCard(standing, counts, ink),
    })),
    { name: "form", locale, card: formCard(enteredFrom(undefined, locale), false, ink) },
    {
      name: "form with an error",
      locale,
      card: formCard(enteredFrom(told, locale), true, ink, ink.t("form.readsMissing")),
    },
    { name: "sent", locale, card: sentCard(false, ink) },
    { name: "request", locale, card: requestCard(member, ink) },
    { name: "approved", locale, card: decidedCard("approved", long, ink) },
    { name: "gone", locale, card: decidedCard("gone", "", ink) },
    { name: "welcome", locale, card: welcomeCard(ink) },
  ];
}

function orderCards(locale: Locale): Shown[] {
  const ink = { locale, t: words[locale], tabLink };
  const order = newOrder(
    {
      tenantId: anna.tenantId,
      id: "7e1f0c1e-6a51-4b0d-9d57-0c6a3f5b2d12",
      kind: "survey",
      sourceId: "x",
      to: "fi",
      orderedBy: anna,
      neededBy: now,
      note: long,
    },
    {
      title: { sv: long, fi: "", en: "" },
      languages: ["sv", "fi"],
      texts: [
        { key: "title", about: { key: "title", values: {} }, words: { sv: long, fi: "", en: "" }, most: 120 },
        {
          key: "intro",
          about: { key: "intro", values: {} },
          words: { sv: "Hej", fi: "", en: "" },
          most: 120,
        },
      ],
    },
    undefined,
    now,
  );
  return [
    ...(["waiting", "review"] as const).map((state) => ({
      name: `order ${state}`,
      locale,
      card: newCard({ ...order, state }, ink),
    })),
    { name: "order come back", locale, card: doneCard({ ...order, unfilled: ["intro"] }, "/surveys/x", ink) },
    {
      name: "nothing came back",
      locale,
      card: doneCard({ ...order, unfilled: ["title", "intro"] }, "/surveys/x", ink),
    },
  ];
}
