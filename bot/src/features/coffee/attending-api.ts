import { type Route, route } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Access } from "./access.ts";
import { type AskedSession, sessionPath } from "./asked-session.ts";
import type { Attending } from "./attending.ts";
import { answerInput, reminderInput } from "./contract.ts";
import type { Series } from "./series.ts";
import type { CoffeeStore } from "./store.ts";
import type { Views } from "./views.ts";
import type { Wishes } from "./wishes.ts";

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

const mostTried = 20;

/** What whoever is invited does in the tab: answers, and wishes to be reminded. */
export function attendingApi({ asked: { seen }, ...ports }: Ports): Route[] {
  const { store, access, views, attending, wishes, chats, places } = ports;

  /** The person's chat for reminders: known, or made from a place of the series. */
  async function chatFor(series: Series, person: Person) {
    const known = await chats.known(series.tenantId, person.id);
    if (known) return known;
    for (const placeId of series.draft.placeIds.slice(0, mostTried)) {
      const met = await places.find(series.tenantId, placeId);
      // Teams takes the Entra id of a person as well as its own.
      if (met) return chats.chatWith(series.tenantId, met, person.id, person.id);
    }
    return undefined;
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
        await attending.answer(session, asked.person, asked.input);
        return views.session(session, asked.person, part);
      },
    }),
    route({
      method: "PUT",
      path: "/coffee/series/:id/reminders",
      about: "The person's own wishes about reminders of the series.",
      role: "anyone",
      input: reminderInput,
      async handle({ person, params, input }) {
        const series = await store.findSeries(person.tenantId, params.id ?? "");
        await access.mustTakePart(series, person);
        const isOn = input.dayBefore || input.quarterBefore;
        const chat = isOn ? await chatFor(series, person) : undefined;
        if (isOn && !chat) throw new Refusal("noChat");
        await wishes.set(series, person, input, chat && { placeId: chat.id });
        return input;
      },
    }),
  ];
}
