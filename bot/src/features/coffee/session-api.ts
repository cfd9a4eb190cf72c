import type { Asked, Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Access } from "./access.ts";
import { agendaProposal, type ChangesBetweenSurveys } from "./agenda.ts";
import type { Attending } from "./attending.ts";
import {
  answerInput,
  attendanceInput,
  invitationInput,
  recapInput,
  reminderInput,
  type SessionView,
  saveSessionInput,
} from "./contract.ts";
import type { Invitations } from "./invitations.ts";
import type { QuestionBox } from "./question-box.ts";
import type { Recapping } from "./recap.ts";
import type { Series } from "./series.ts";
import { type Session, stateOf } from "./session.ts";
import type { SessionDeeds } from "./session-deeds.ts";
import type { SessionMeetings } from "./session-meetings.ts";
import type { CoffeeStore } from "./store.ts";
import type { Views } from "./views.ts";
import type { Wishes } from "./wishes.ts";

type Ports = {
  store: CoffeeStore;
  access: Access;
  views: Views;
  attending: Attending;
  wishes: Wishes;
  box: QuestionBox;
  invitations: Invitations;
  recapping: Recapping;
  deeds: SessionDeeds;
  meetings: SessionMeetings;
  chats: Chats;
  places: Places;
  clock: Clock;
  changesBetweenSurveys: ChangesBetweenSurveys;
};
type WhoAndWhat = Pick<Asked, "person" | "params">;

const one = "/coffee/series/:id/sessions/:date";

/** One session for the tab: for whoever is invited to it, and for its organisers. */
export function sessionApi(ports: Ports): Route[] {
  const { store, access, views, attending, wishes, box, invitations, recapping } = ports;
  const { deeds, meetings, chats, places, clock, changesBetweenSurveys } = ports;

  async function seen({ person, params }: WhoAndWhat) {
    const session = await store.findSession(person.tenantId, params.id ?? "", params.date ?? "");
    return { session, part: await access.mustTakePart(session.series, person) };
  }

  async function organised({ person, params }: WhoAndWhat): Promise<Session> {
    const session = await store.findSession(person.tenantId, params.id ?? "", params.date ?? "");
    await access.mustOrganise(session.series, person);
    return session;
  }

  const shown = (session: Session, { person }: WhoAndWhat): Promise<SessionView> =>
    views.session(session, person, "organiser");

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
      method: "GET",
      path: one,
      about: "One session, for whoever is invited to it.",
      role: "anyone",
      async handle(asked) {
        const { session, part } = await seen(asked);
        return views.session(session, asked.person, part);
      },
    }),
    route({
      method: "PUT",
      path: one,
      about: "Changes one session. Who meant to come to a moved one is told.",
      role: "Organiser",
      input: saveSessionInput,
      async handle(asked) {
        const { version, draft } = asked.input;
        return shown(await deeds.save(await organised(asked), draft, version, asked), asked);
      },
    }),
    route({
      method: "POST",
      path: `${one}/cancellation`,
      about: "Cancels one session. Who meant to come is told.",
      role: "Organiser",
      handle: async (asked) => shown(await deeds.cancel(await organised(asked), asked), asked),
    }),
    route({
      method: "DELETE",
      path: `${one}/cancellation`,
      about: "A cancelled session is on again.",
      role: "Organiser",
      handle: async (asked) => shown(await deeds.reinstate(await organised(asked), asked), asked),
    }),
    route({
      method: "POST",
      path: `${one}/meeting`,
      about: "Makes a Teams meeting in the person's calendar, or brings the person's own up to date.",
      role: "Organiser",
      async handle(asked) {
        const session = await organised(asked);
        return shown(await meetings.make(session, { ...asked.person, token: asked.token }), asked);
      },
    }),
    route({
      method: "POST",
      path: `${one}/invitation`,
      about: "Sends the invitation now, to the series' places or to those named. No place is invited twice.",
      role: "Organiser",
      input: invitationInput,
      async handle(asked) {
        const session = await organised(asked);
        if (stateOf(session, clock.now()) === "cancelled") throw new Refusal("sessionCancelled");
        if (stateOf(session, clock.now()) === "over") throw new Refusal("sessionOver");
        if (!session.series.startedAt) throw new Refusal("notRunning");
        const placeIds = asked.input.placeIds ?? session.series.draft.placeIds;
        return shown(await invitations.sendTo(session, [...new Set(placeIds)], asked.person.name), asked);
      },
    }),
    route({
      method: "PUT",
      path: `${one}/answer`,
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
    route({
      method: "GET",
      path: `${one}/agenda`,
      about: "What the data suggests to talk about.",
      role: "Organiser",
      handle: async (asked) =>
        agendaProposal(await organised(asked), asked.person, changesBetweenSurveys, box),
    }),
    route({
      method: "PUT",
      path: `${one}/attendance`,
      about: "How many came, by the organiser's own count.",
      role: "Organiser",
      input: attendanceInput,
      async handle(asked) {
        const { count } = asked.input;
        const session = await organised(asked);
        const counted = await store.changeSession(session, (stored) => ({
          ...stored,
          attendanceCounted: count,
          changedAt: clock.now(),
        }));
        await recapping.redraw(counted);
        return shown(counted, asked);
      },
    }),
    route({
      method: "PUT",
      path: `${one}/recap`,
      about: "What was talked about, in the organiser's words.",
      role: "Organiser",
      input: recapInput,
      async handle(asked) {
        const { version, themes } = asked.input;
        const session = await organised(asked);
        const written = await store.changeSession(
          session,
          (stored) => ({ ...stored, recap: { ...stored.recap, themes }, changedAt: clock.now() }),
          version,
        );
        await recapping.redraw(written);
        return shown(written, asked);
      },
    }),
    route({
      method: "POST",
      path: `${one}/recap/sending`,
      about: "Sends the recap now, where people were invited. It is sent once.",
      role: "Organiser",
      handle: async (asked) =>
        shown(await recapping.sendNow(await organised(asked), asked.person.name), asked),
    }),
  ];
}

const mostTried = 20;
