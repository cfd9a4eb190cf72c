import {
  type AskedSession,
  sessionPath,
  type WhoAndWhat,
} from "#features/coffee/attendance/requested-session.ts";
import {
  invitationInput,
  mostDaysBefore,
  type SessionView,
  saveSessionInput,
} from "#features/coffee/contract.ts";
import type { Invitations } from "#features/coffee/invitations/invitations.ts";
import { isTooFarAhead, type Session, stateOf } from "#features/coffee/series/session.ts";
import { type Route, route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Destinations } from "#platform/sending/destinations.ts";
import type { Views } from "./series-view.ts";
import type { SessionDeeds } from "./session-operations.ts";

type Ports = {
  asked: AskedSession;
  views: Views;
  invitations: Invitations;
  destinations: Destinations;
  deeds: SessionDeeds;
  clock: Clock;
};

/** One session for the tab: shown to whoever is invited, and changed by its organisers. */
export function sessionApi({ asked: { seen, organised }, ...ports }: Ports): Route[] {
  const { views, invitations, destinations, deeds, clock } = ports;

  const shown = (session: Session, { person }: WhoAndWhat): Promise<SessionView> =>
    views.session(session, person, "organiser");

  return [
    route({
      method: "GET",
      path: sessionPath,
      about: "One session, for whoever is invited to it.",
      role: "anyone",
      async handle(asked) {
        const { session, part } = await seen(asked);
        return views.session(session, asked.person, part);
      },
    }),
    route({
      method: "PUT",
      path: sessionPath,
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
      path: `${sessionPath}/cancellation`,
      about: "Cancels one session. Who meant to come is told.",
      role: "Organiser",
      handle: async (asked) => shown(await deeds.cancel(await organised(asked), asked), asked),
    }),
    route({
      method: "DELETE",
      path: `${sessionPath}/cancellation`,
      about: "A cancelled session is on again.",
      role: "Organiser",
      handle: async (asked) => shown(await deeds.reinstate(await organised(asked), asked), asked),
    }),
    route({
      method: "POST",
      path: `${sessionPath}/meeting`,
      about: "Makes a Teams meeting in the person's calendar, or brings the person's own up to date.",
      role: "Organiser",
      handle: async (asked) => shown(await deeds.meet(await organised(asked), asked), asked),
    }),
    route({
      method: "POST",
      path: `${sessionPath}/invitation`,
      about: "Sends the invitation now, to the series' places or to those named. No place is invited twice.",
      role: "Organiser",
      input: invitationInput,
      async handle(asked) {
        const session = await organised(asked);
        if (stateOf(session, clock.now()) === "cancelled") throw new Refusal("sessionCancelled");
        if (stateOf(session, clock.now()) === "over") throw new Refusal("sessionOver");
        if (!session.series.startedAt) throw new Refusal("notRunning");
        if (isTooFarAhead(session, clock.now())) throw new Refusal("tooFarAhead", { days: mostDaysBefore });
        const { placeIds: own } = session.series.draft;
        const placeIds = asked.input.placeIds ?? own;
        await destinations.mustReach(
          asked.person,
          placeIds.filter((id) => !own.includes(id)),
        );
        return shown(await invitations.sendTo(session, [...new Set(placeIds)], asked.person.name), asked);
      },
    }),
  ];
}
