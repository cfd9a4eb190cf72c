import { createHash } from "node:crypto";
import type { Attending } from "#features/coffee/attendance/attendance.ts";
import type { Words } from "#features/coffee/contract.ts";
import { groupOf, type Invitations } from "#features/coffee/invitations/invitations.ts";
import type { QuestionBox } from "#features/coffee/questions/question-box.ts";
import { ofSession } from "#features/coffee/series/schedule.ts";
import { recapAt, type Session, type StoredSession, stateOf } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Translate } from "#platform/i18n/texts.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Sender } from "#platform/sending/sender.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import { dayInWords } from "#platform/time/in-words.ts";
import type { Recapped } from "./recap-card.ts";

/** Two questions about the session, asked where people were invited to it. Started twice with one id, it is one survey. */
export type StartSurvey = (survey: {
  id: string;
  tenantId: string;
  owner: { id: string; name: string };
  templateId: string;
  title?: Words;
  placeIds: string[];
  closesAt: Date;
  languages: ("sv" | "fi" | "en")[];
}) => Promise<void>;

export type Recapping = ReturnType<typeof recapping>;

type Ports = {
  store: CoffeeStore;
  box: QuestionBox;
  attending: Pick<Attending, "heads">;
  invitations: Invitations;
  sender: Sender;
  jobs: Jobs;
  clock: Clock;
  startSurvey: StartSurvey;
  words: Record<keyof Words, Translate>;
};

/** A recap that could not go out for longer than this, because the server stood still, does not go out by itself. */
const latestMs = days(7);
const pulseMs = days(7);
const lookAheadDays = 120;

/** What follows a session: the recap where people were invited, and a pulse. */
export function recapping(ports: Ports) {
  const { store, box, attending, invitations, sender, jobs, clock, startSurvey, words } = ports;

  /** By the organiser's count; else whether anybody meant to come, or opened the meeting. */
  async function wasAttended(session: Session): Promise<boolean> {
    if (session.attendanceCounted !== null) return session.attendanceCounted > 0;
    return (await attending.heads(session)).yes > 0 || (await store.openings(session)) > 0;
  }

  async function recapped(session: Session): Promise<Recapped> {
    const all = await box.all(session);
    const answered = all.filter(({ state }) => state === "answered");
    const mostVoted = answered.toSorted((one, other) => other.votes - one.votes);
    return {
      // What is drawn from is kept for a while: without the marks of those who voted.
      answered: mostVoted.map(({ text, answer }) => ({ text, answer })),
      open: all.filter(({ state }) => state === "open").length,
      next: await nextAfter(session),
    };
  }

  async function nextAfter({ series, startsAt }: Session): Promise<Session | undefined> {
    const now = clock.now();
    const from = dayOf(now > startsAt ? now : startsAt);
    const coming = await store.sessions(series, from, dayAfter(from, lookAheadDays));
    return coming.find((one) => !one.cancelledAt && one.startsAt > startsAt && one.startsAt > now);
  }

  async function send(session: Session, plan: Sender["plan"] | undefined, by: string): Promise<Session> {
    const { tenantId, draft, owner } = session.series;
    // Nobody is asked how useful a session was that nobody came to.
    const surveyId = draft.recap.pulse && (await wasAttended(session)) ? pulseIdOf(session) : undefined;
    const now = clock.now();
    const noted = await store.changeSession(session, (stored) =>
      note(stored, session, surveyId, plan ? now : undefined),
    );
    if (plan)
      await plan(
        {
          tenantId,
          id: recapIdOf(session),
          group: groupOf(session),
          message: "coffee/recap",
          subject: ofSession(session),
          at: now,
          by,
        },
        invitations.standsIn(session),
      );
    const hasNotes = plan !== undefined && noted.topics.length > 0 && isWritten(noted.recap.themes);
    if (hasNotes) await jobs.add("coffee/notes", ofSession(session));
    const placeIds = surveyId ? await Array.fromAsync(invitations.standsIn(session)) : [];
    if (surveyId && placeIds.length > 0)
      await startSurvey({
        id: surveyId,
        tenantId,
        owner,
        templateId: "efter-kaffet",
        title: pulseTitleOf(session, words),
        placeIds,
        closesAt: later(new Date(Math.max(recapAt(session).getTime(), now.getTime())), pulseMs),
        languages: session.languages,
      });
    return noted;
  }

  return {
    recapped,

    /** On the next working day. Without themes or answers there is nothing to read: the pulse goes alone. */
    async sendByItself(session: Session): Promise<void> {
      const { recap } = session.series.draft;
      if (!recap.on || !isSendable(session, clock.now())) return;
      if (later(recapAt(session), latestMs) < clock.now()) return;
      const { answered } = await recapped(session);
      const hasWords = isWritten(session.recap.themes) || answered.length > 0;
      if (hasWords || recap.pulse)
        await send(session, hasWords ? sender.plan : undefined, session.series.owner.name);
    },

    /** Now, because an organiser says so. What has been sent is not sent again; what was cancelled goes out after all. */
    async sendNow(session: Session, by: string): Promise<Session> {
      if (!isSendable(session, clock.now())) throw new Refusal("notOver");
      return send(session, sender.planAnew, by);
    },

    /** It has gone out, or is on its way, and nobody has cancelled that. */
    async isSent(session: Session): Promise<boolean> {
      if (!session.recap.sentAt) return false;
      const standing = await sender.find(session.series.tenantId, recapIdOf(session));
      return standing?.state !== "cancelled";
    },

    /** Draws the recap anew where it stands. */
    async redraw(session: Session): Promise<void> {
      if (session.recap.sentAt) await sender.update(session.series.tenantId, recapIdOf(session));
    },
  };
}

/** Named after its own series: pulses of several series stand in one list. */
function pulseTitleOf({ series, startsAt }: Session, words: Ports["words"]): Words {
  const named = (language: keyof Words) =>
    words[language]("pulse.title", {
      title: series.draft.title[language],
      day: dayInWords(startsAt, language),
    });
  return { sv: named("sv"), fi: named("fi"), en: named("en") };
}

/** People were invited to it, and it was held. */
export const isSendable = (session: Session, now: Date): boolean =>
  session.invitedAt !== undefined && stateOf(session, now) === "over";

const recapIdOf = ({ series, date }: Session) => `coffee-recap|${series.id}|${date}`;

/** A UUID that is the same for the same session, so that its pulse is started once (RFC 9562, version 8). */
function pulseIdOf({ series, date }: Session): string {
  const digest = createHash("sha256").update(`coffee-pulse|${series.tenantId}|${series.id}|${date}`).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex").slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The first sending counts. */
function note(
  stored: StoredSession,
  { recap }: Session,
  surveyId: string | undefined,
  sentAt: Date | undefined,
): StoredSession {
  const before = stored.recap ?? recap;
  if ((before.sentAt || !sentAt) && before.surveyId === surveyId) return stored;
  const first = before.sentAt ?? sentAt;
  return { ...stored, recap: { ...before, ...(surveyId && { surveyId }), ...(first && { sentAt: first }) } };
}

const isWritten = ({ sv, fi, en }: Words) => `${sv}${fi}${en}`.trim() !== "";
