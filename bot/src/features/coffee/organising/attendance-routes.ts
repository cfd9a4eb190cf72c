import type { Access, Viewer } from "#features/coffee/attendance/access.ts";
import type { Attending } from "#features/coffee/attendance/attendance.ts";
import { type AskedSession, sessionPath } from "#features/coffee/attendance/requested-session.ts";
import { answerInput, reminderInput } from "#features/coffee/contract.ts";
import { ownChats } from "#features/coffee/reminders/personal-chat.ts";
import type { Wishes } from "#features/coffee/reminders/reminder-settings.ts";
import type { Series } from "#features/coffee/series/series.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { type Route, route } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Views } from "./series-view.ts";

type Ports = {
  asked: AskedSession;
  store: CoffeeStore;
  access: Access;
  views: Views;
  attending: Attending;
  wishes: Wishes;
  chats: Chats;
  places: Places;
};

/** What whoever is invited does in the tab: answers, and wishes to be reminded. */
export function attendingApi({ asked: { seen }, ...ports }: Ports): Route[] {
  const { store, access, views, attending, wishes, chats, places } = ports;

  const chatFor = ownChats(chats, places);

  async function takenPartIn(seriesId: string, person: Viewer): Promise<Series> {
    const series = await store.findSeries(person.tenantId, seriesId);
    await access.mustTakePart(series, person);
    return series;
  }

  return [
    route({
      method: "PUT",
      path: `${sessionPath}/answer`,
      about: "Answers the invitation, for the session or the whole series. The latest answer counts.",
      role: "anyone",
      input: answerInput,
      async handle(asked) {
        const { session, part } = await seen(asked);
        if (!session.series.startedAt) throw new Refusal("notRunning");
        const { standing } = await attending.answer(session, asked.person, asked.input);
        // Made while the person is here to be told if it can't be; where Teams gives no answer, their own stands all the same.
        if (standing.seat?.has === false)
          await chatFor(session.series, asked.person.id).catch(() => undefined);
        return views.session(session, asked.person, part);
      },
    }),
    route({
      method: "PUT",
      path: "/coffee/series/:id/reminders",
      about:
        "The person's own wishes about reminders of the series; `date` is a session that they take part in.",
      role: "anyone",
      input: reminderInput,
      async handle({ person, params, query, input }) {
        // Whoever takes part in one session alone says in which.
        const { date } = query;
        const series =
          date === undefined
            ? await takenPartIn(params.id ?? "", person)
            : (await seen({ person, params: { ...params, date } })).session.series;
        const isOn = input.dayBefore || input.quarterBefore;
        const chat = isOn ? await chatFor(series, person.id) : undefined;
        if (isOn && !chat) throw new Refusal("noChat");
        await wishes.set(series, person, input, chat && { placeId: chat.id });
        return input;
      },
    }),
  ];
}
