import type { Attending } from "#features/coffee/attendance/attendance.ts";
import { ofSession, type Planning } from "#features/coffee/series/schedule.ts";
import { invite, inviteAt, type Session, type SessionName } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Places } from "#platform/teams/places.ts";

export type Invitations = ReturnType<typeof invitations>;

type Ports = {
  store: CoffeeStore;
  attending: Attending;
  planning: Planning;
  sender: Sender;
  places: Places;
  clock: Clock;
};

/** What belongs to a session and is posted where everybody sees it; its organisers follow it. */
export const groupOf = ({ series, date }: SessionName): string => `coffee|${series.id}|${date}`;
/** What is told to people in their own chats: who is reminded of what is nobody else's business. */
export const personalGroupOf = ({ series, date }: SessionName): string =>
  `coffee-personal|${series.id}|${date}`;

const idOf = ({ series, date }: Session) => `coffee-invite|${series.id}|${date}`;

/** A session's invitation: one broadcast, whoever sends it and however often, so that no place is invited twice. */
export function invitations({ store, attending, planning, sender, places, clock }: Ports) {
  async function send(
    session: Session,
    placeIds: readonly string[],
    by: string,
    plan: Sender["plan"],
  ): Promise<Session> {
    // Noted first: whatever becomes of the rule meanwhile, what people are invited to stays.
    const invited = await store.changeSession(session, (stored) =>
      invite(stored, session, clock.now(), placeIds),
    );
    // It may be far ahead, and is held whatever becomes of the series.
    await planning.planSession(invited);
    await attending.openSeats(invited);
    const broadcast: Broadcast = {
      tenantId: session.series.tenantId,
      id: idOf(session),
      group: groupOf(session),
      message: "coffee/invitation",
      subject: ofSession(session),
      at: clock.now(),
      by,
    };
    await plan(broadcast, placeIds);
    return invited;
  }

  /** A person has sent it before its time, and cancelled that. */
  async function wasCancelledSooner(session: Session): Promise<boolean> {
    if (!session.invitedAt || session.invitedAt >= inviteAt(session)) return false;
    const standing = await sender.find(session.series.tenantId, idOf(session));
    return standing?.state === "cancelled";
  }

  /** The series' places that it has never been on its way to. */
  async function neverMeant(session: Session): Promise<string[]> {
    const meant = new Set<string>();
    for await (const { placeId } of sender.targets(session.series.tenantId, idOf(session)))
      meant.add(placeId);
    return session.series.draft.placeIds.filter((placeId) => !meant.has(placeId));
  }

  return {
    /** To the series' places, by itself; what a person has cancelled stays so. */
    async sendToAll(session: Session): Promise<Session> {
      const { draft, owner } = session.series;
      if (!(await wasCancelledSooner(session))) return send(session, draft.placeIds, owner.name, sender.plan);
      const placeIds = await neverMeant(session);
      return placeIds.length > 0 ? send(session, placeIds, owner.name, sender.planAnew) : session;
    },

    /** To more places, sooner than planned, or after all. Places that have it are not asked again. */
    async sendTo(session: Session, placeIds: readonly string[], by: string): Promise<Session> {
      const known = new Set((await places.all(session.series.tenantId)).map(({ id }) => id));
      if (placeIds.some((id) => !known.has(id))) throw new Refusal("unknownPlace");
      return send(session, placeIds, by, sender.planAnew);
    },

    /** Draws the cards anew where they stand. */
    async redraw(session: Session): Promise<void> {
      if (session.invitedAt) await sender.update(session.series.tenantId, idOf(session));
    },

    /** The places where the invitation stands, or may stand. */
    async *standsIn(session: Session): AsyncGenerator<string> {
      for await (const { placeId, outcome } of sender.targets(session.series.tenantId, idOf(session)))
        if (outcome === "sent" || outcome === "unknown") yield placeId;
    },
  };
}
