import { type Ink, titleOf } from "#features/coffee/cards/card-context.ts";
import { headOf, linkTo } from "#features/coffee/cards/card-parts.ts";
import { answerButtons, standingLines } from "#features/coffee/cards/card-words.ts";
import answers from "#features/coffee/cards/templates/answers.json" with { type: "json" };
import head from "#features/coffee/cards/templates/head.json" with { type: "json" };
import join from "#features/coffee/cards/templates/join.json" with { type: "json" };
import page from "#features/coffee/cards/templates/page.json" with { type: "json" };
import said from "#features/coffee/cards/templates/said.json" with { type: "json" };
import type { Heads, Standing } from "#features/coffee/contract.ts";
import type { Kind } from "#features/coffee/series/reminder-times.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import { dateInWords } from "#platform/time/in-words.ts";
import calendar from "./templates/calendar.json" with { type: "json" };
import changeReminders from "./templates/change-reminders.json" with { type: "json" };
import notThisTime from "./templates/not-this-time.json" with { type: "json" };
import reminder from "./templates/reminder.json" with { type: "json" };

/* What a person is told in a chat of their own. */

const movedTemplate = wholeCard([head, said, answers, page]);
const seatTemplate = wholeCard([head, said, join, calendar, notThisTime]);
const reminderTemplate = wholeCard([head, join, notThisTime, reminder]);
const changedTemplate = wholeCard([head, said, changeReminders]);

/** Told to those who meant to come: the new time, the old one, and their answer to be changed with one tap. */
export function movedCard(session: Session, heads: Heads, standing: Standing, ink: Ink): Card {
  const { t } = ink;
  const [mine = ""] = standingLines(standing, ink, session.capacity !== null);
  return movedTemplate({
    ...headOf(session, ink),
    title: t("moved.title", { title: plain(titleOf(session, ink)) }),
    said: [...(mine ? [{ line: mine }] : []), { line: t("moved.what") }],
    answers: answerButtons(heads, standing, ink),
    ...linkTo(session, ink),
  });
}

/** Told to whoever gets a seat from the waiting list. */
export function seatCard(session: Session, ink: Ink): Card {
  const { t, links } = ink;
  return seatTemplate({
    ...headOf(session, ink),
    title: t("seat.title", { title: plain(titleOf(session, ink)) }),
    said: [{ line: t("seat.what") }],
    ...joinOf(session, ink),
    calendar: t("action.calendar"),
    ics: links.ics(session),
    notThisTime: t("reminder.notThisTime"),
  });
}

/** A reminder as it is delivered `now`: quiet hours may put that of the day before off to the day itself. */
export function reminderCard(session: Session, kind: Kind, ink: Ink, now: Date): Card {
  const { t } = ink;
  return reminderTemplate({
    ...headOf(session, ink),
    title: t("reminder.title", { title: plain(titleOf(session, ink)) }),
    status: t(`reminder.${nearness(session, kind, now)}`),
    ...joinOf(session, ink),
    notThisTime: t("reminder.notThisTime"),
    stop: t("reminder.stop"),
    snooze: t("reminder.snooze"),
    until: t("reminder.snooze.until"),
    chooseDate: t("reminder.snooze.choose"),
    snoozeSave: t("reminder.snooze.save"),
    today: dayOf(now),
  });
}

function nearness({ startsAt }: Session, kind: Kind, now: Date): "soon" | "today" | "tomorrow" | "coming" {
  if (kind === "quarterBefore") return "soon";
  const day = dayOf(startsAt);
  if (day === dayOf(now)) return "today";
  return day === dayAfter(dayOf(now), 1) ? "tomorrow" : "coming";
}

/** In place of a reminder: there will be no more, or none before a day. The way back stands on it. */
export function remindersChangedCard(session: Session, snoozedUntil: string | null, ink: Ink): Card {
  const { locale, t } = ink;
  const title = plain(titleOf(session, ink));
  const line =
    snoozedUntil === null
      ? t("reminder.stopped", { title })
      : t("reminder.snoozed", { title, day: dateInWords(snoozedUntil, locale) });
  return changedTemplate({ ...headOf(session, ink), said: [{ line }], change: t("reminder.change") });
}

const joinOf = (session: Session, { t, links }: Ink) => ({
  join: t("action.join"),
  joinNow: session.joinUrl && links.join(session),
});
