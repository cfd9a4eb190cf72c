import type { Part, Viewer } from "#features/coffee/attendance/access.ts";
import type { Attending } from "#features/coffee/attendance/attendance.ts";
import type { Ink } from "#features/coffee/cards/card-context.ts";
import type { SessionRow, SessionView } from "#features/coffee/contract.ts";
import { isSendable, type Recapping } from "#features/coffee/recap/recap.ts";
import type { Wishes } from "#features/coffee/reminders/reminder-settings.ts";
import {
  inviteAt,
  isTooFarAhead,
  recapAt,
  type Session,
  stateOf,
  unwritten,
} from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Chats } from "#platform/teams/chats.ts";
import { isStale } from "./teams-meetings.ts";

type Ports = {
  store: Pick<CoffeeStore, "openings">;
  attending: Pick<Attending, "heads" | "standing">;
  wishes: Pick<Wishes, "get">;
  chats: Pick<Chats, "known">;
  recapping: Pick<Recapping, "isSent">;
  clock: Clock;
  links: Ink["links"];
  /** Whether Teams meetings can be made here at all. */
  hasMeetings: boolean;
};
/** What somebody is to the series of what they are shown. */
export type Taking = Exclude<Part, undefined>;

/** A session as the tab shows it, in a list and on its own page. */
export function sessionViews(ports: Ports) {
  const { store, attending, wishes, chats, recapping, clock, links, hasMeetings } = ports;

  async function sessionRow(session: Session, viewer: Viewer, part: Taking): Promise<SessionRow> {
    const [{ yes, maybe, waiting }, { answer }] = await Promise.all([
      attending.heads(session),
      attending.standing(session, viewer.id),
    ]);
    return {
      seriesId: session.series.id,
      date: session.date,
      title: session.series.draft.title,
      theme: session.theme,
      host: session.host,
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      isMoved: session.isMoved,
      state: stateOf(session, clock.now()),
      heads: { yes, maybe, waiting },
      mine: answer,
      mayOrganise: part === "organiser",
    };
  }

  async function session(one: Session, viewer: Viewer, part: Taking): Promise<SessionView> {
    const isOrganiser = part === "organiser";
    const [row, heads, standing, reminders, opened] = await Promise.all([
      sessionRow(one, viewer, part),
      attending.heads(one),
      attending.standing(one, viewer.id),
      wishes.get(one.series, viewer.id),
      isOrganiser ? store.openings(one) : 0,
    ]);
    const isWaiting = standing.seat?.has === false;
    const { draft } = one.series;
    const { themes, sentAt, surveyId } = one.recap;
    return {
      ...row,
      version: one.version,
      draft: one.stored?.draft ?? unwritten(one).draft,
      about: draft.about,
      agenda: one.agenda,
      topics: [...one.topics],
      languages: one.languages,
      capacity: one.capacity,
      heads,
      standing,
      hasSeatNews: !isWaiting || (await chats.known(viewer.tenantId, viewer.id)) !== undefined,
      reminders,
      joinLink: one.joinUrl === "" ? null : links.join(one),
      icsLink: links.ics(one),
      feedLink: links.feed(one.series),
      joinUrl: isOrganiser && one.joinUrl !== "" ? one.joinUrl : null,
      hasMeeting: one.meeting !== undefined,
      meetingIsStale: isOrganiser && isStale(one, clock.now()),
      inviteAt: inviteAt(one).toISOString(),
      invitedAt: one.invitedAt?.toISOString() ?? null,
      recapAt: draft.recap.on ? recapAt(one).toISOString() : null,
      // To others it is what was sent, and nothing of what is being written.
      recap: {
        themes: isOrganiser || sentAt ? themes : { sv: "", fi: "", en: "" },
        sentAt: sentAt?.toISOString() ?? null,
        surveyId: surveyId ?? null,
      },
      came: stateOf(one, clock.now()) === "over" ? one.attendanceCounted : null,
      attendance: isOrganiser ? { opened, counted: one.attendanceCounted } : null,
      may: {
        ...may(one, viewer, isOrganiser),
        sendRecap: isOrganiser && isSendable(one, clock.now()) && !(await recapping.isSent(one)),
      },
    };
  }

  function may(one: Session, viewer: Viewer, isOrganiser: boolean): Omit<SessionView["may"], "sendRecap"> {
    const now = clock.now();
    const state = stateOf(one, now);
    const isOpen = state !== "cancelled" && state !== "over";
    const isHeld = one.series.startedAt !== undefined;
    const isMeetingWanted = !one.meeting || (isStale(one, now) && one.meeting.ownerId === viewer.id);
    return {
      edit: isOrganiser && isOpen,
      cancel: isOrganiser && isHeld && isOpen,
      reinstate: isOrganiser && state === "cancelled" && one.endsAt > now,
      moderate: isOrganiser,
      makeMeeting: isOrganiser && hasMeetings && isHeld && isOpen && isMeetingWanted,
      invite: isOrganiser && isHeld && isOpen && !isTooFarAhead(one, now),
      answer: isHeld && isOpen,
      ask: isHeld && isOpen && one.series.draft.questions.open,
    };
  }

  return { sessionRow, session };
}
