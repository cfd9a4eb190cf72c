import type { Ink } from "#features/coffee/cards/card-context.ts";
import type { Heads, QuestionBox, QuestionView, SeriesDraft, Standing } from "#features/coffee/contract.ts";
import { cancelledCard, invitationCard, overCard } from "#features/coffee/invitations/invitation-card.ts";
import { listCard } from "#features/coffee/invitations/list-card.ts";
import { minePage, questionsPage } from "#features/coffee/questions/questions-card.ts";
import { recapCard } from "#features/coffee/recap/recap-card.ts";
import {
  movedCard,
  reminderCard,
  remindersChangedCard,
  seatCard,
} from "#features/coffee/reminders/notice-cards.ts";
import { enteredFrom, reminderForm } from "#features/coffee/reminders/reminder-form.ts";
import { noReminders } from "#features/coffee/reminders/reminder-settings.ts";
import {
  invite,
  type Session,
  type StoredSession,
  sessionOf,
  unwritten,
} from "#features/coffee/series/session.ts";
import en from "#features/coffee/texts/en.json" with { type: "json" };
import fi from "#features/coffee/texts/fi.json" with { type: "json" };
import sv from "#features/coffee/texts/sv.json" with { type: "json" };
import { type Locale, locales, translators } from "#platform/i18n/texts.ts";
import type { Shown } from "#test/e2e/surveys/survey-cards.ts";
import { christmasEve2026, runningSeries } from "#test/harness/coffee.ts";

/* Every card of a coffee, and the sessions they are about. */

export const dayBefore = new Date("2027-01-13T08:00:00Z");
export const thatMorning = new Date("2027-01-14T06:00:00Z");

const words = translators({ sv, fi, en });
export const inkFor = (locale: Locale): Ink => ({
  locale,
  t: words[locale],
  tabLink: (page) => `https://teams.example/tab${page}`,
  links: {
    join: ({ date }) => `https://app.example/open/coffee/link-key/${date}/join`,
    ics: ({ date }) => `https://app.example/open/coffee/link-key/${date}.ics`,
    feed: () => "https://app.example/open/coffee/link-key.ics",
  },
});

/** The session of 14 January 2027, invited to at Christmas, with what is changed about it. */
export function sessionWith(
  changes: Partial<StoredSession["draft"]> = {},
  series: Partial<SeriesDraft> = {},
  more: Partial<StoredSession> = {},
): Session {
  const running = runningSeries(series);
  const plain = sessionOf(running, "2027-01-14", undefined);
  if (!plain) throw new Error("The series has no session on 14 January 2027.");
  const invited = invite(unwritten(plain), plain, christmasEve2026);
  const session = sessionOf(running, "2027-01-14", {
    ...invited,
    ...more,
    draft: { ...invited.draft, ...changes },
  });
  if (!session) throw new Error("The session is gone.");
  return session;
}

export const same = (text: string) => ({ sv: text, fi: text, en: text });

export const heads = (changes: Partial<Heads> = {}): Heads => ({
  yes: 0,
  maybe: 0,
  no: 0,
  waiting: 0,
  seatsLeft: null,
  names: [],
  ...changes,
});

export const standing = (changes: Partial<Standing> = {}): Standing => ({
  answer: null,
  fromSeries: false,
  seriesAnswer: null,
  showName: false,
  seat: null,
  ...changes,
});

export const question = (changes: Partial<QuestionView> = {}): QuestionView => ({
  id: "9e571043-0000-4000-8000-000000000001",
  text: "Hur går det med välfärdsområdena?",
  author: null,
  mine: false,
  pinned: false,
  state: "open",
  votes: 1,
  voted: false,
  answer: "",
  reason: null,
  mergedInto: null,
  handedOver: false,
  ...changes,
});

export const box = (changes: Partial<QuestionBox> = {}): QuestionBox => ({
  open: true,
  mayAskAnonymously: true,
  mayModerate: false,
  mayHandOver: false,
  questions: [],
  withheld: [],
  ...changes,
});

export const newQuestion = "9e571043-0000-4000-8000-00000000000f";

/** All cards in all languages. */
export function coffeeCards(): Shown[] {
  return locales.flatMap((locale) => cardsIn(inkFor(locale)).map(([name, card]) => ({ name, locale, card })));
}

function cardsIn(ink: Ink): [string, Shown["card"]][] {
  const now = dayBefore;
  const written = {
    theme: same("Kommunernas ekonomi 2027"),
    agenda: same("Läget i regeringsprogrammet\nFrågor från nätverket\nVad händer i mars?"),
  };
  const session = sessionWith(written, { about: same("Ett aktuellt och piggt morgonkaffe på Teams.") });
  const limited = sessionWith(written, { capacity: 20 });
  const moved = sessionWith({ ...written, startsAt: "2027-01-15T07:00:00Z" });
  const many = heads({ yes: 12, maybe: 3, seatsLeft: 8, names: ["Anna", "Bo"] });
  const full = heads({ yes: 20, maybe: 1, waiting: 2, seatsLeft: 0, names: names(300) });
  const comes = standing({ answer: "yes", seat: { has: true } });
  const asked = box({
    questions: [
      question({ pinned: true, votes: 12, author: "Bo", voted: true }),
      question({ state: "answered", answer: "I mars, tror vi.", votes: 5 }),
      question({ mine: true, votes: 0 }),
    ],
    withheld: [{ reason: "offTopic", count: 2 }],
  });
  const mine = (["open", "answered", "merged", "withheld"] as const).map((state) =>
    question({ mine: true, state, reason: state === "withheld" ? "personal" : null }),
  );
  const invitation = (of: Session, counted: Heads, own?: Standing, at = now) =>
    invitationCard(of, counted, own, ink, { now: at });
  return [
    ["invitation", invitation(session, heads())],
    ["invitation, answered", invitation(limited, many, comes)],
    ["invitation, named for the series", invitation(session, many, named)],
    ["invitation, maybe", invitation(limited, many, standing({ answer: "maybe" }))],
    ["invitation, no", invitation(session, many, standing({ answer: "no" }))],
    ["invitation, full", invitation(limited, full, standing())],
    ["invitation, waiting", invitation(limited, full, waits)],
    [
      "invitation, waiting without news",
      invitationCard(limited, full, waits, ink, { now, note: ink.t("mine.noNews") }),
    ],
    ["invitation, on the day", invitation(session, many, comes, thatMorning)],
    ["invitation, on right now", invitation(session, many, comes, session.startsAt)],
    ["invitation, moved", invitation(moved, many)],
    ["cancelled", cancelledCard(session, ink)],
    ["over", overCard(session, ink)],
    ["moved", movedCard(moved, many, comes, ink)],
    ["seat", seatCard(limited, ink)],
    ["reminder of tomorrow", reminderCard(session, "dayBefore", ink, now)],
    ["reminder of today", reminderCard(session, "dayBefore", ink, thatMorning)],
    ["reminder of what starts soon", reminderCard(session, "quarterBefore", ink, thatMorning)],
    ["reminders stopped", remindersChangedCard(session, null, ink)],
    ["reminders snoozed", remindersChangedCard(session, "2027-08-01", ink)],
    ["recap", recapCard(recapped, { answered: asked.questions, open: 3, next: session }, ink)],
    ["recap of nothing", recapCard(session, { answered: [], open: 0 }, ink)],
    ["reminder form", reminderForm(session, enteredFrom(noReminders), ink)],
    ["reminder form with an error", reminderForm(session, wrong, ink, ink.t("badTime"))],
    ["questions", questionsPage(session, asked, newQuestion, ink)],
    ["questions, none", questionsPage(session, box(), newQuestion, ink)],
    [
      "questions with an error",
      questionsPage(session, asked, newQuestion, ink, { text: "?", error: ink.t("questionLength") }),
    ],
    ["questions by name, thanked", questionsPage(session, byName, newQuestion, ink, { said: "Tack" })],
    ["questions, closed", questionsPage(session, { ...asked, open: false }, newQuestion, ink)],
    ["my questions", minePage(session, box({ questions: mine }), ink)],
    ["my questions, none", minePage(session, box(), ink)],
    ["list", listCard([{ session, standing: undefined }], "channel", ink, inkFor)],
    ["list in a chat", listCard([{ session: moved, standing: named }], "personal", ink, inkFor)],
    ["empty list", listCard([], "channel", ink, inkFor)],
    ["empty list in a chat", listCard([], "personal", ink, inkFor)],
  ];
}

export const names = (count: number) => Array.from({ length: count }, (_, at) => `Respondent ${at + 1}`);

const named = standing({ answer: "yes", fromSeries: true, seriesAnswer: "yes", showName: true });
const waits = standing({ answer: "yes", seat: { has: false, waiting: 2 } });
const byName = box({ mayAskAnonymously: false, questions: [question({ mine: true, author: "Anna" })] });
const recapped = sessionWith(
  {},
  {},
  { attendanceCounted: 34, recap: { themes: same("Ekonomin\nVälfärdsområdena") } },
);
const wrong = { ...enteredFrom(noReminders), quietFrom: "25:99", quietTo: "07:00" };
