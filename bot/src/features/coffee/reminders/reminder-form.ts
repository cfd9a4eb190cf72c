import { z } from "zod";
import { type Ink, titleOf } from "#features/coffee/cards/card-context.ts";
import { clockTime, date, type ReminderWishes } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { Refusal } from "#platform/refusal.ts";
import { plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import form from "./templates/reminder-form.json" with { type: "json" };

const toggle = z.enum(["true", "false"]).default("false");
const input = z.string().trim().max(40).default("");

/** The form's inputs, which all come as texts; an input left empty may not come at all. */
export const reminderInputs = {
  dayBefore: toggle,
  quarterBefore: toggle,
  snoozedUntil: input,
  quietFrom: input,
  quietTo: input,
};
export type EnteredWishes = z.infer<z.ZodObject<typeof reminderInputs>>;

/** What the form begins with. */
export const enteredFrom = ({
  dayBefore,
  quarterBefore,
  snoozedUntil,
  quiet,
}: ReminderWishes): EnteredWishes => ({
  dayBefore: dayBefore ? "true" : "false",
  quarterBefore: quarterBefore ? "true" : "false",
  snoozedUntil: snoozedUntil ?? "",
  quietFrom: quiet?.from ?? "",
  quietTo: quiet?.to ?? "",
});

/** What was entered, understood. Refuses `badDate`, `badTime`, `quietHalf` and `quietSame`. */
export function wishesFrom(entered: EnteredWishes): ReminderWishes {
  const [from, to] = [timeFrom(entered.quietFrom), timeFrom(entered.quietTo)];
  if ((from === null) !== (to === null)) throw new Refusal("quietHalf");
  if (from !== null && from === to) throw new Refusal("quietSame");
  return {
    dayBefore: entered.dayBefore === "true",
    quarterBefore: entered.quarterBefore === "true",
    snoozedUntil: entered.snoozedUntil === "" ? null : dateFrom(entered.snoozedUntil),
    quiet: from !== null && to !== null ? { from, to } : null,
  };
}

/** A day as Input.Date has it. Refuses `badDate`. */
export function dateFrom(entered: string): string {
  const day = date.safeParse(entered);
  if (!day.success) throw new Refusal("badDate");
  return day.data;
}

/** Where a client has no clock to choose from, one may write "8:30" or, as in Finland, "8.30". */
function timeFrom(entered: string): string | null {
  if (entered === "") return null;
  const time = clockTime.safeParse(entered.replace(".", ":").padStart(5, "0"));
  if (!time.success) throw new Refusal("badTime");
  return time.data;
}

const formTemplate = wholeCard([form]);

/** The dialog where one turns reminders of the series on and off. What was entered stays beside an error. */
export function reminderForm(session: Session, entered: EnteredWishes, ink: Ink, error = ""): Card {
  const { locale, t } = ink;
  return formTemplate({
    lang: locale,
    title: t("remind.title"),
    series: session.series.id,
    date: session.date,
    error,
    about: t("remind.about", { title: plain(titleOf(session, ink)) }),
    dayBeforeTitle: t("remind.dayBefore"),
    quarterBeforeTitle: t("remind.quarterBefore"),
    snoozedUntilLabel: t("remind.snoozedUntil"),
    quietFromLabel: t("remind.quietFrom"),
    quietToLabel: t("remind.quietTo"),
    save: t("remind.save"),
    ...entered,
  });
}
