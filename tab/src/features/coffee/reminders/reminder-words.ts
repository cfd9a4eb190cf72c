import type { Language, ReminderWishes } from "bot/coffee/contract";
import { dateIn } from "#features/coffee/days.ts";
import type { Translate } from "#features/coffee/series/session/session-texts.ts";

/** What reminders one gets, in a sentence. */
export function remindersIn(t: Translate, language: Language, wishes: ReminderWishes): string {
  const { dayBefore, quarterBefore, snoozedUntil } = wishes;
  if (!dayBefore && !quarterBefore) return t("reminders.none");
  const kind = dayBefore && quarterBefore ? "both" : dayBefore ? "dayBefore" : "quarterBefore";
  const said = t(`reminders.get.${kind}`);
  const day = snoozedUntil && dateIn(language, snoozedUntil);
  return day ? `${said} ${t("reminders.snoozed", { day })}` : said;
}
