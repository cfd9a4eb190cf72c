import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Chats } from "#platform/teams/chats.ts";
import { isIn } from "./member.ts";
import type { OfRequest } from "./membership.ts";
import type { NetworkStore } from "./store.ts";

export type Telling = ReturnType<typeof telling>;

type Ports = { store: NetworkStore; chats: Chats; sender: Sender; jobs: Jobs; clock: Clock };

/** What is posted in channels, and followed by the coordinators. */
export const cardGroup = "network";
/** What is told about one asking, in people's own chats. */
const groupOf = ({ requestId }: OfRequest) => `network|${requestId}`;

/** So long after an asking is over nothing is kept of who was told of it: its cards have been redrawn by then. */
const tidyAfterMs = days(2);

/** What people are told in their own chats, each broadcast named by what it is about, so that telling twice tells once. */
export function telling({ store, chats, sender, jobs, clock }: Ports) {
  async function tell(
    about: "request" | "welcome",
    of: OfRequest,
    personIds: readonly string[],
  ): Promise<void> {
    const found = await Promise.all(personIds.map((id) => chats.known(of.tenantId, id)));
    const placeIds = found.filter((place) => place !== undefined).map(({ id }) => id);
    if (placeIds.length === 0) return;
    const broadcast: Broadcast = {
      tenantId: of.tenantId,
      id: idOf(about, of),
      group: groupOf(of),
      message: `network/${about}`,
      subject: of,
      at: clock.now(),
      by: "",
    };
    await sender.plan(broadcast, placeIds);
  }

  /** The coordinators' cards say what has become of the request. */
  async function redraw(of: OfRequest): Promise<void> {
    const id = idOf("request", of);
    if (await sender.find(of.tenantId, id)) await sender.update(of.tenantId, id);
  }

  async function gone(of: OfRequest): Promise<void> {
    await redraw(of);
    await jobs.add("network/tidy", of, later(clock.now(), tidyAfterMs));
  }

  return {
    /** Of whoever has left, or was never let in, the cards say nothing more. */
    gone,

    /** It may have been planned by a deed that came through later than it was expected to. */
    async tidy(of: OfRequest): Promise<void> {
      const member = await store.find(of.tenantId, of.personId);
      if (member?.requestId !== of.requestId) await sender.forget(of.tenantId, groupOf(of));
    },

    /** Looks at how the request stands by now: coordinators are asked while it waits, and the person told once it does not. */
    async changed(of: OfRequest): Promise<void> {
      const member = await store.find(of.tenantId, of.personId);
      const isThis = member?.requestId === of.requestId;
      if (isThis && !isIn(member)) {
        const coordinators = await store.coordinators(of.tenantId);
        return tell(
          "request",
          of,
          coordinators.map(({ id }) => id),
        );
      }
      if (!isThis) return gone(of);
      // Whoever let themselves in, as administrators do, knows it.
      if (member.letInBy !== member.id) await tell("welcome", of, [member.id]);
      await redraw(of);
    },
  };
}

const idOf = (about: "request" | "welcome", { requestId }: OfRequest) => `network-${about}|${requestId}`;
