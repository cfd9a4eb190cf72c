import type { Background, Draft, Question, Words } from "#features/surveys/contract.ts";
import { type Locale, locales } from "#platform/i18n/texts.ts";
import type { Card, Person } from "#platform/teams/turn.ts";
import { bo, channel, chat, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { coffee, customerSurvey, monday, organise, posted, pulse } from "#test/harness/surveys.ts";

/* Every card that the app can make, through its own door. */

export type Shown = { name: string; locale: Locale; card: Card };

/** Somebody for each language, whose choice of it changes nothing for the others. */
const readers = { sv: respondent(1), fi: respondent(2), en: respondent(3) };

const tags: Record<Locale, string> = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

/** All cards in all languages, of surveys that are closed at the end. */
export async function allCards(): Promise<Shown[]> {
  const app = await testApp(monday);
  const surveys = {
    pulse: await posted(app, inAllLanguages(pulse)),
    choice: await posted(app, inAllLanguages({ ...pulse, questions: [oneOf(6, "Alternativ")] })),
    form: await posted(app, inAllLanguages(coffee)),
    dialog: await posted(app, inAllLanguages(customerSurvey)),
  };
  const open: Shown[] = [];
  for (const locale of locales) open.push(...(await cardsIn(app, surveys, locale, readers[locale])));
  for (const id of Object.values(surveys)) await organise(app).close(id);
  const closed = await Promise.all(
    locales.map(
      async (locale): Promise<Shown[]> => [
        {
          name: "closed",
          locale,
          card: await pressed(app, "surveys/show", { survey: surveys.pulse }, locale),
        },
        { name: "empty list", locale, card: await said(app, "enkäter", locale) },
      ],
    ),
  );
  return [...open, ...closed.flat()];
}

async function cardsIn(
  app: TestApp,
  { pulse, choice, form, dialog }: Record<"pulse" | "choice" | "form" | "dialog", string>,
  language: Locale,
  who: Person,
): Promise<Shown[]> {
  const press = (verb: string, data: object) => pressed(app, verb, { language, ...data }, language, who);
  const page = (data: object) => paged(app, { survey: dialog, language, ...data }, language);
  const say = (text: string, place = channel) => said(app, text, language, place, who);
  const cards: [string, Promise<Card>][] = [
    ["pulse", press("surveys/change", { survey: pulse })],
    ["choice", press("surveys/change", { survey: choice })],
    ["form", press("surveys/change", { survey: form })],
    ["form with an error", press("surveys/answer", { survey: form, "q:nytta": "", "q:tema": "" })],
    ["dialog", press("surveys/change", { survey: dialog })],
    ["first page", page({})],
    ["page with an error", page({ page: 0, go: "next" })],
    ["middle page", page({ page: 0, go: "next", "q:utveckling": "same" })],
    ["last page", page({ page: 1, go: "next" })],
    ["thanks for a pulse", press("surveys/answer", { survey: pulse, question: "vecka", value: "3" })],
    ["thanks for a form", press("surveys/answer", { survey: form, "q:nytta": "3" })],
    ["list", say("enkäter")],
    ["language", say("språk")],
    ["language in a chat", say("språk", chat)],
    ["help", say("help")],
    ["hello", say("hej", chat)],
    ["lost", say("vad är klockan")],
  ];
  const shown = await Promise.all(
    cards.map(async ([name, card]) => ({ name, locale: language, card: await card })),
  );
  // At last, since it changes what the others look like.
  const chosen = await press("people/language", { survey: undefined });
  return [...shown, { name: "language, chosen", locale: language, card: chosen }];
}

export async function pressed(
  app: TestApp,
  verb: string,
  data: object,
  locale: Locale,
  who = bo,
): Promise<Card> {
  const reply = await app.press(who, verb, JSON.parse(JSON.stringify(data)), channel, tags[locale]);
  if (!("card" in reply)) throw new Error(`${verb} says ${reply.notice}`);
  return reply.card;
}

export async function paged(app: TestApp, data: object, locale: Locale): Promise<Card> {
  const reply = await app.page(bo, "surveys/page", data, channel, tags[locale]);
  if (!("card" in reply)) throw new Error(`The dialog says ${reply.notice}`);
  return reply.card;
}

async function said(app: TestApp, text: string, locale: Locale, place = channel, who = bo): Promise<Card> {
  const acting = { person: who, userId: `29:${who.id}`, place, localeTag: tags[locale] };
  const { messages = [] } = await app.tell({ kind: "message", text, ...acting });
  const [message] = messages;
  if (!message) throw new Error(`Nothing is said to ${text}.`);
  return message.card;
}

const inAllLanguages = (draft: Draft): Draft => ({ ...draft, languages: [...locales], shared: true });

/** The same text in each language. */
export const words = (text: string): Words => ({ sv: text, fi: text, en: text });

export const choices = (count: number, text: string) =>
  Array.from({ length: count }, (_, at) => ({ id: `val-${at + 1}`, text: words(`${text} ${at + 1}`) }));

const oneOf = (count: number, text: string): Question => ({
  id: "ett",
  type: "single",
  text: words("Vilket passar bäst?"),
  required: true,
  dontKnow: false,
  choices: choices(count, text),
});

/** The largest survey that can be written: every text as long as it may be. */
export function largest(text: (length: number) => string): Draft {
  const long = (length: number) => words(text(length));
  const many = (id: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      id: `${id}-${at + 1}`,
      text: words(`${at + 1}`.padEnd(2) + text(118)),
    }));
  const questions = Array.from({ length: 25 }, (_, at): Question => {
    const asked = { id: `fraga-${at + 1}`, text: long(300), required: true, dontKnow: true };
    return at < 20
      ? { ...asked, type: at % 2 ? "single" : "multiple", choices: many("val", 20) }
      : { ...asked, type: "text" };
  });
  const municipality: Background = {
    id: "kommun",
    text: long(300),
    choices: Array.from({ length: 309 }, (_, at) => ({
      id: `kommun-${at + 1}`,
      text: words(`Pedersören kunta ${at}`),
    })),
  };
  return {
    ...coffee,
    languages: [...locales],
    title: long(120),
    intro: long(1000),
    questions,
    backgrounds: [municipality],
    segmentBy: null,
  };
}
