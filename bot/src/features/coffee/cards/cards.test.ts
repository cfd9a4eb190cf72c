import { describe, expect, test } from "vitest";
import type { Heads, Standing } from "#features/coffee/contract.ts";
import { invitationCard, sessionCard } from "#features/coffee/invitations/invitation-card.ts";
import { listCard } from "#features/coffee/invitations/list-card.ts";
import { minePage, questionsPage } from "#features/coffee/questions/questions-card.ts";
import { recapCard } from "#features/coffee/recap/recap-card.ts";
import {
  movedCard,
  reminderCard,
  remindersChangedCard,
  seatCard,
} from "#features/coffee/reminders/notice-cards.ts";
import { reminderForm } from "#features/coffee/reminders/reminder-form.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { locales } from "#platform/i18n/texts.ts";
import { cardBytes, mostCardBytes } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import {
  box,
  coffeeCards,
  dayBefore,
  heads,
  inkFor,
  names,
  newQuestion,
  question,
  same,
  sessionWith,
  standing,
  thatMorning,
} from "#test/e2e/coffee/coffee-cards.ts";
import { textsOf } from "#test/harness/harness.ts";
import { summaryOf } from "./summaries.ts";

type Node = Record<string, unknown>;

const swedish = inkFor("sv");
const read = (card: Card) => textsOf(card).join("\n");
const invitation = (
  session: Session = sessionWith(),
  counted: Heads = heads(),
  own?: Standing,
  now = dayBefore,
) => invitationCard(session, counted, own, swedish, { now });

describe("every card, in every language,", () => {
  const shown = coffeeCards();
  const each = (check: (node: Node, name: string) => void) => {
    for (const { name, locale, card } of shown)
      for (const node of nodesIn(card)) check(node, `${name} in ${locale}`);
  };

  test("is of a version that Teams shows, says what it is where it can't be shown, and is small enough", () => {
    expect(shown).toHaveLength(35 * locales.length);
    for (const { name, card } of shown) {
      expect(card, name).toMatchObject({ version: "1.5", fallbackText: expect.stringMatching(/\w/) });
      expect(cardBytes(card), name).toBeLessThan(mostCardBytes / 2);
    }
  });

  test("is in its language, and filled in everywhere", () => {
    for (const { name, locale, card } of shown) {
      expect(card.lang, name).toBe(locale);
      expect(JSON.stringify(card), name).not.toMatch(/\$\{|\{[a-zA-Z]+\}|undefined|\[object/);
    }
  });

  test("wraps its texts, and leaves none empty", () => {
    each((node, name) => {
      if (node.type !== "TextBlock") return;
      expect(node, name).toMatchObject({ wrap: true, text: expect.stringMatching(/\S/) });
    });
  });

  test("has no row of more than three buttons, none empty, each with a title", () => {
    each((node, name) => {
      if (!Array.isArray(node.actions)) return;
      expect(node.actions.length, name).toBeGreaterThan(0);
      expect(node.actions.length, name).toBeLessThanOrEqual(3);
      for (const action of node.actions) expect(action.title, name).toMatch(/\S/);
    });
  });

  test("names each input", () => {
    each((node, name) => {
      if (!String(node.type).startsWith("Input.")) return;
      expect(String(node.label ?? node.title), name).toMatch(/\w/);
      if (node.isRequired) expect(node.errorMessage, name).toMatch(/\w/);
    });
  });

  test("carries nothing in its buttons but opaque ids and choices", () => {
    each((node, name) => {
      if (!("data" in node)) return;
      const { msteams = { type: "task/fetch" }, ...data } = Object(node.data);
      expect(msteams, name).toEqual({ type: "task/fetch" });
      for (const [key, value] of Object.entries(data))
        expect([key, String(value)], name).toEqual([
          expect.stringMatching(/^(verb|series|date|language|answer|scope|show|question|voted)$/),
          expect.stringMatching(/^[a-z0-9-]+(\/[a-z]+)?$/i),
        ]);
    });
  });
});

test("the invitation says in order what, when, who, about what, how many, how one stands, and then asks", () => {
  const session = sessionWith(
    { theme: same("Ekonomin"), agenda: same("Läget\n\n  Frågor ") },
    { capacity: 20, about: same("Ett piggt morgonkaffe.") },
  );
  const counted = heads({ yes: 12, maybe: 3, seatsLeft: 8, names: ["Anna", "Bo"] });
  const comes = standing({ answer: "yes", seat: { has: true }, showName: true });

  const texts = textsOf(invitation(session, counted, comes));

  expect(texts.slice(0, 19)).toEqual([
    "Kaffe med Uffe",
    "torsdag 14 januari 2027 kl. 8.30–9.15",
    "Värd: Uffe",
    "Tema: Ekonomin",
    "Ett piggt morgonkaffe.",
    "På agendan",
    "• Läget",
    "• Frågor",
    "12 kommer, 3 kanske; 8 platser kvar.",
    "Bland dem som kommer: Anna, Bo.",
    "✓ Du kommer. Du har en plats.",
    "Ditt namn visas för de andra.",
    "✓ Kommer",
    "Kanske",
    "Nej",
    "Kommer till hela serien",
    "Frågor",
    "Påminnelser",
    "Lägg i kalendern",
  ]);
});

test.for([
  ["sv", "torsdag 14 januari 2027 kl. 8.30–9.15"],
  ["fi", "torstaina 14. tammikuuta 2027 klo 8.30–9.15"],
  ["en", "Thursday, 14 January 2027, 08:30–09:15"],
] as const)("when it is, is said in %s as one says it, in Finland's time", ([locale, said]) => {
  const card = invitationCard(sessionWith(), heads(), undefined, inkFor(locale), { now: dayBefore });

  expect(textsOf(card)[1]).toBe(said);
});

test("summer time is told in summer", () => {
  const session = sessionWith({ startsAt: "2027-06-10T05:30:00Z" });

  expect(read(invitation(session))).toContain("torsdag 10 juni 2027 kl. 8.30–9.15");
});

test("a moved session says where it was moved from, in words", () => {
  const session = sessionWith({ startsAt: "2027-01-15T07:00:00Z" });

  expect(read(invitation(session))).toContain(
    "fredag 15 januari 2027 kl. 9.00–9.45\nFlyttad från torsdag 14 januari 2027 kl. 8.30.",
  );
  expect(read(movedCard(session, heads(), standing({ answer: "yes" }), swedish))).toContain(
    "Ny tid: Kaffe med Uffe",
  );
});

test("the card that everybody sees marks nobody's answer", () => {
  const texts = read(invitation(sessionWith(), heads({ yes: 1 })));

  expect(texts).not.toMatch(/✓|Du kommer|Ta tillbaka|mitt namn/);
  expect(texts).toContain("Kommer\nKanske\nNej");
});

test.for([
  [{ answer: "yes" }, "✓ Du kommer.\nDitt namn visas inte."],
  [{ answer: "maybe" }, "✓ Du kommer kanske."],
  [{ answer: "no" }, "✓ Du kommer inte."],
  [
    { answer: "yes", fromSeries: true, seriesAnswer: "yes" },
    "✓ Du kommer.\nSvaret gäller hela serien.\nDitt namn visas inte.",
  ],
  [{ answer: "yes", seat: { has: false, waiting: 3 } }, "✓ Du står i kö som nummer 3."],
] as const)("one's own answer is marked and said: %j", ([own, said]) => {
  const texts = read(invitation(sessionWith(), heads({ yes: 1 }), standing(own)));

  expect(texts).toContain(said);
  expect(texts.match(/^✓ (Kommer|Kanske|Nej)$/gm)).toHaveLength(1);
});

test("where all seats are taken, one reads before answering that one will wait", () => {
  const session = sessionWith({}, { capacity: 20 });
  const full = heads({ yes: 20, waiting: 2, seatsLeft: 0 });

  expect(read(invitation(session, full))).toContain(
    "20 kommer, 2 i kö; inga platser kvar.\nAlla platser är tagna.",
  );
  expect(read(invitation(session, full))).toContain("Ställ mig i kö\nKanske");
  const seated = standing({ answer: "yes", seat: { has: true } });
  expect(read(invitation(session, full, seated))).not.toMatch(/Alla platser|Köa/);
});

test.for([
  [heads(), "Ännu har ingen svarat."],
  [heads({ yes: 1 }), "1 kommer."],
  [heads({ maybe: 2 }), "0 kommer, 2 kanske."],
  [heads({ seatsLeft: 1 }), "0 kommer; 1 plats kvar."],
] as const)("how many come is said as one counts: %j", ([counted, said]) => {
  expect(textsOf(invitation(sessionWith(), counted))).toContain(said);
});

test("only so many names stand on the card, and the rest as a number", () => {
  const texts = read(invitation(sessionWith(), heads({ yes: 300, names: names(300) })));

  expect(texts.match(/Respondent/g)).toHaveLength(20);
  expect(texts).toContain("+280 till.");
});

test("on the day the way in is the first button, and before it lies among the others", () => {
  const buttons = (now: Date) => titles(invitation(sessionWith(), heads(), standing(), now));

  expect(buttons(thatMorning)[0]).toBe("Anslut");
  expect(buttons(thatMorning).filter((title) => title === "Anslut")).toHaveLength(1);
  expect(buttons(dayBefore)[0]).toBe("Kommer");
  expect(buttons(dayBefore)).toContain("Anslut");
  const nowhere = invitation(sessionWith({}, { joinUrl: "" }), heads(), standing(), thatMorning);
  expect(titles(nowhere)).not.toContain("Anslut");
});

test.for([
  ["cancelled", { cancelledAt: dayBefore }, dayBefore, "Inställd: Kaffe med Uffe"],
  ["over", {}, new Date("2027-01-14T07:15:00Z"), "Träffen är över."],
  ["on", {}, new Date("2027-01-14T06:40:00Z"), "Pågår just nu"],
] as const)("a session that is %s says so on its card", ([state, more, now, said]) => {
  const card = sessionCard(sessionWith({}, {}, more), heads(), standing(), swedish, { now });

  expect(read(card)).toContain(said);
  expect(titles(card).includes("Kommer")).toBe(state === "on");
});

test("a session has the languages it was given, and speaks its first where it lacks the reader's", () => {
  const session = sessionWith({ languages: ["sv", "fi"] });

  expect(titles(invitation(session))).toContain("Suomi");
  expect(titles(invitation(session))).not.toContain("English");
  const listed = read(listCard([{ session, standing: undefined }], "channel", inkFor("en"), inkFor));
  expect(listed).toContain("Kaffe med Uffe\nThursday, 14 January 2027, 08:30–09:15");
});

test("a reminder says when as of its delivery, and offers every way out", () => {
  const reminder = (kind: "dayBefore" | "quarterBefore", now: Date) =>
    read(reminderCard(sessionWith(), kind, swedish, now));

  expect(reminder("dayBefore", dayBefore)).toContain("I morgon\ntorsdag 14 januari");
  expect(reminder("dayBefore", thatMorning)).toContain("I dag\n");
  expect(reminder("quarterBefore", thatMorning)).toContain("Börjar strax\n");
  for (const way of ["Anslut", "Inte den här gången", "Stoppa påminnelser", "Pausa till ett datum"])
    expect(reminder("dayBefore", dayBefore)).toContain(way);
  expect(read(remindersChangedCard(sessionWith(), "2027-08-01", inkFor("fi")))).toContain(
    "sunnuntaina 1. elokuuta 2027",
  );
});

test("a recap tells themes and answers, and leaves out what is not there", () => {
  const session = sessionWith({}, {}, { attendanceCounted: 34, recap: { themes: same("Ekonomin") } });
  const answered = [question({ state: "answered", answer: "I mars." }), question({ state: "answered" })];

  const told = read(recapCard(session, { answered, open: 1 }, swedish));
  const empty = read(recapCard(sessionWith(), { answered: [], open: 0 }, swedish));

  expect(told).toContain("34 var med.\nDet här talade vi om\n• Ekonomin\nBesvarade frågor");
  expect(told).toContain("I mars.");
  expect(told).toContain("Besvarades på träffen.");
  expect(told).toContain("1 fråga väntar ännu på svar.");
  expect(empty).not.toMatch(/var med|talade|Besvarade|väntar|Nästa/);
});

test("before asking one reads what anonymous means, or that one's name is shown", () => {
  const page = (mayAskAnonymously: boolean) =>
    read(questionsPage(sessionWith(), box({ mayAskAnonymously }), newQuestion, swedish));

  expect(page(true)).toContain("Anonymt betyder att ingen får se ditt namn;");
  expect(page(false)).toContain("Ditt namn visas vid frågan.");
  expect(page(false)).not.toMatch(/anonymt/i);
});

test("questions that are not shown are counted by reason for everybody, and explained to their author", () => {
  const hidden = question({ state: "withheld", reason: "personal", mine: true, text: "Vem fick jobbet?" });
  const asked = box({
    questions: [hidden, question()],
    withheld: [
      { reason: "personal", count: 2 },
      { reason: "offTopic", count: 1 },
    ],
  });

  const all = read(questionsPage(sessionWith(), asked, newQuestion, swedish));
  const mine = read(minePage(sessionWith(), asked, swedish));

  expect(all).not.toContain("Vem fick jobbet?");
  expect(all).toContain("Frågor som inte visas: gäller en enskild person (2), hör inte till ämnet (1).");
  expect(mine).toContain("Vem fick jobbet?\nVisas inte för andra. Orsak: gäller en enskild person.");
});

test("notifications say what and when, as plain text", () => {
  const session = sessionWith({}, { title: same("Kaffe *nu*") });

  expect(summaryOf(session, "invitation", swedish)).toBe("Kaffe *nu*, torsdag 14 januari 2027 kl. 8.30–9.15");
  expect(summaryOf(session, "seat", swedish)).toContain("Du fick en plats: Kaffe *nu*, torsdag");
  expect(summaryOf(session, "recap", swedish)).toBe("Efter kaffet: Kaffe *nu*");
});

test.for([
  "[Läs här](https://evil.example)",
  "**viktigt** _nej_ ~~inte~~ `kod` # | !",
  "$" + "{title} $" + "{secret} {name} $t(summary)",
  "{{DATE(2026-11-22T10:00:00Z, SHORT)}} {{count}}",
  "<at>Bo</at> <b>fet</b> &amp; &",
  "مرحبا \u05E9\u05DC\u05D5\u05DD",
  "👩‍🚒 🏳️‍🌈",
  "Pitkäsana".repeat(13).slice(0, 60),
])("%s is shown as it was written, wherever people write", (text) => {
  const session = sessionWith(
    { theme: same(text), agenda: same(text), host: text },
    { title: same(text), about: same(text) },
    { recap: { themes: same(text) } },
  );
  const asked = question({ text, author: text, answer: text, state: "answered" });

  const invited = invitation(session, heads({ yes: 1, names: [text] }));
  const recap = recapCard(session, { answered: [asked], open: 0 }, swedish);
  const questions = questionsPage(session, box({ questions: [asked] }), newQuestion, swedish, { text });

  expect(textBlocks(invited)).toEqual(
    expect.arrayContaining([text, `Värd: ${text}`, `Tema: ${text}`, `• ${text}`, `Kommer: ${text}.`]),
  );
  expect(textBlocks(invited).filter((each) => each === text)).toHaveLength(2);
  expect(textBlocks(recap)).toEqual(expect.arrayContaining([`Efter kaffet: ${text}`, `• ${text}`, text]));
  expect(textBlocks(questions)).toEqual(
    expect.arrayContaining([text, `1 röst · ${text} · besvarad`, `Svar: ${text}`]),
  );
  for (const card of [invited, recap, questions, seatCard(session, swedish)])
    expect(JSON.stringify({ ...card, body: withoutValues(card.body) })).not.toMatch(/\{\{|\]\(/);
});

test.for([
  ["plain letters", "å"],
  ["signs that must be escaped", "*"],
  ["lines", "*\n"],
] as const)("the largest coffee, written with %s, is small enough", ([, sign]) => {
  const long = (length: number) => sign.repeat(length / sign.length);
  const session = sessionWith(
    { theme: same(long(200)), agenda: same(long(4_000)), host: long(120) },
    { title: same(long(120)), about: same(long(1_000)), capacity: 300 },
    { recap: { themes: same(long(4_000)) } },
  );
  const full = heads({ yes: 300, waiting: 9, seatsLeft: 0, names: Array(300).fill(long(256)) });
  const waits = standing({ answer: "yes", seat: { has: false, waiting: 9 } });
  const questions = Array.from({ length: 500 }, () =>
    question({ text: long(500), answer: long(2_000), author: long(256), mine: true, pinned: true }),
  );
  const asked = box({ questions, withheld: [{ reason: "personal", count: 500 }] });
  const note = swedish.t("mine.noNews");

  const cards = [
    invitationCard(session, full, waits, swedish, { now: dayBefore, note }),
    recapCard(session, { answered: questions, open: 500, next: session }, swedish),
    questionsPage(session, asked, newQuestion, swedish, { text: long(4_000), error: note }),
    minePage(session, asked, swedish),
    listCard(Array(8).fill({ session, standing: waits }), "personal", swedish, inkFor),
    reminderForm(
      session,
      {
        dayBefore: "true",
        quarterBefore: "true",
        snoozedUntil: long(40),
        quietFrom: long(40),
        quietTo: long(40),
      },
      swedish,
    ),
  ];

  for (const card of cards) expect(cardBytes(card)).toBeLessThan(mostCardBytes);
});

const markdownOff = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
const joined = (text: string) => text.replaceAll("\u2060", "");

const textBlocks = (card: Card) =>
  nodesIn(card).flatMap(({ type, text }) =>
    type === "TextBlock" && typeof text === "string" ? [joined(markdownOff(text))] : [],
  );
const titles = (card: Card) =>
  nodesIn(card).flatMap(({ type, title }) =>
    String(type).startsWith("Action.") && typeof title === "string" ? [title] : [],
  );

/** What a person enters stands in the input as it was entered, where nothing is read as Markdown. */
function withoutValues(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value) => (key === "value" ? undefined : value)));
}

function nodesIn(card: unknown): Node[] {
  if (typeof card !== "object" || card === null) return [];
  const below = Object.entries(card).flatMap(([key, value]) => (key === "data" ? [] : nodesIn(value)));
  return Array.isArray(card) ? below : [Object.fromEntries(Object.entries(card)), ...below];
}
