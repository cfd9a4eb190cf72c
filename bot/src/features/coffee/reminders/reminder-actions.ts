import { z } from "zod";
import { type Find, shown } from "#features/coffee/attendance/posted-session.ts";
import { action, dialog, type Feature } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Place, Turn } from "#platform/teams/turn.ts";
import { remindersChangedCard } from "./notice-cards.ts";
import { dateFrom, enteredFrom, reminderForm, reminderInputs, wishesFrom } from "./reminder-form.ts";
import type { Wishes } from "./reminder-settings.ts";

const remindInput = z.strictObject({ ...shown, ...reminderInputs });
const snoozeInput = z.strictObject({ ...shown, until: z.string().max(40) });

export type ReminderPorts = { wishes: Pick<Wishes, "get" | "set">; chats: Pick<Chats, "chatWith"> };

/** Two buttons on each reminder. */
export function reminderActions({ wishes }: ReminderPorts, find: Find): NonNullable<Feature["actions"]> {
  return {
    stop: action(z.strictObject(shown), async (data, turn) => {
      const { session, ink } = await find(turn, data);
      const before = await wishes.get(session.series, turn.person.id);
      const none = { ...before, dayBefore: false, quarterBefore: false };
      await wishes.set(session.series, turn.person, none, undefined);
      return { card: remindersChangedCard(session, null, ink) };
    }),

    snooze: action(snoozeInput, async ({ until, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      const snoozedUntil = dateFrom(until);
      const before = await wishes.get(session.series, turn.person.id);
      await wishes.set(session.series, turn.person, { ...before, snoozedUntil }, undefined);
      return { card: remindersChangedCard(session, snoozedUntil, ink) };
    }),
  };
}

/** The form where one turns the reminders of a series on and off. */
export function reminderDialogs(
  { wishes, chats }: ReminderPorts,
  find: Find,
): NonNullable<Feature["dialogs"]> {
  /** Reminders come in a chat of one's own, made where there is none. */
  async function chatOf({ place, person, userId }: Turn): Promise<Place> {
    if (place.scope === "personal") return place;
    const chat = userId && (await chats.chatWith(place.tenantId, place, person.id, userId));
    if (!chat) throw new Refusal("noChat");
    return chat;
  }

  return {
    reminders: dialog(z.strictObject(shown), async (data, turn) => {
      const { session, ink } = await find(turn, data);
      const entered = enteredFrom(await wishes.get(session.series, turn.person.id));
      return { title: ink.t("remind.title"), card: reminderForm(session, entered, ink) };
    }),

    remind: dialog(remindInput, async ({ series, date, language, ...entered }, turn) => {
      const { session, ink } = await find(turn, { series, date, language });
      try {
        const wished = wishesFrom(entered);
        const isOn = wished.dayBefore || wished.quarterBefore;
        const chat = isOn ? { placeId: (await chatOf(turn)).id } : undefined;
        await wishes.set(session.series, turn.person, wished, chat);
        return { notice: ink.t(isOn ? "remind.saved" : "remind.savedNone") };
      } catch (error) {
        // What was entered stays, with what is wrong above it.
        if (!(error instanceof Refusal)) throw error;
        const said = ink.t(error.reason, error.values);
        return { title: ink.t("remind.title"), card: reminderForm(session, entered, ink, said) };
      }
    }),
  };
}
