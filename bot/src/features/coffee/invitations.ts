import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Attending } from "./attending.ts";
import { ofSession, type Planning } from "./planning.ts";
import { invite, type Session } from "./session.ts";
import type { CoffeeStore } from "./store.ts";

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
export const groupOf = ({ series, date }: Session): string => `coffee|${series.id}|${date}`;

const idOf = ({ series, date }: Session) => `coffee-invite|${series.id}|${date}`;

/** A session's invitation: one broadcast, whoever sends it and however often, so that no place is invited twice. */
export function invitations({ store, attending, planning, sender, places, clock }: Ports) {
  async function send(session: Session, placeIds: readonly string[], by: string): Promise<Session> {
    // Noted first: whatever becomes of the rule meanwhile, what people are invited to stays.
    const invited = await store.changeSession(session, (stored) => invite(stored, session, clock.now()));
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
    await sender.plan(broadcast, placeIds);
    return invited;
  }

  return {
    /** To the series' places, by itself. */
    sendToAll: (session: Session) => send(session, session.series.draft.placeIds, session.series.owner.name),

    /** To more places, or sooner than planned. Places that have it are not asked again. */
    async sendTo(session: Session, placeIds: readonly string[], by: string): Promise<Session> {
      const known = new Set((await places.all(session.series.tenantId)).map(({ id }) => id));
      if (placeIds.some((id) => !known.has(id))) throw new Refusal("unknownPlace");
      return send(session, placeIds, by);
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
