import {
  type AskedSession,
  sessionPath,
  type WhoAndWhat,
} from "#features/coffee/attendance/requested-session.ts";
import { attendanceInput, recapInput, type SessionView } from "#features/coffee/contract.ts";
import type { QuestionBox } from "#features/coffee/questions/question-box.ts";
import { agendaProposal, type ChangesBetweenSurveys } from "#features/coffee/recap/agenda-suggestions.ts";
import type { Recapping } from "#features/coffee/recap/recap.ts";
import type { Session } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { type Route, route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Views } from "./series-view.ts";

type Ports = {
  asked: AskedSession;
  store: CoffeeStore;
  views: Views;
  box: QuestionBox;
  recapping: Recapping;
  clock: Clock;
  changesBetweenSurveys: ChangesBetweenSurveys;
};

/** What an organiser needs around the session itself: the agenda before it, the count and the recap after. */
export function recapApi({ asked: { organised }, ...ports }: Ports): Route[] {
  const { store, views, box, recapping, clock, changesBetweenSurveys } = ports;

  const shown = (session: Session, { person }: WhoAndWhat): Promise<SessionView> =>
    views.session(session, person, "organiser");

  return [
    route({
      method: "GET",
      path: `${sessionPath}/agenda`,
      about: "What the data suggests to talk about.",
      role: "Organiser",
      handle: async (asked) =>
        agendaProposal(await organised(asked), asked.person, changesBetweenSurveys, box),
    }),
    route({
      method: "PUT",
      path: `${sessionPath}/attendance`,
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
      path: `${sessionPath}/recap`,
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
      path: `${sessionPath}/recap/sending`,
      about: "Sends the recap now, where people were invited. It is sent once.",
      role: "Organiser",
      handle: async (asked) =>
        shown(await recapping.sendNow(await organised(asked), asked.person.name), asked),
    }),
  ];
}
