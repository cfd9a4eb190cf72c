import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Chats } from "#platform/teams/chats.ts";
import { isActive, type Order } from "./orders.ts";
import { type OfOrder, ofOrder } from "./queue.ts";
import { translates } from "./rights.ts";
import type { NetworkPart } from "./translators.ts";

export type Telling = ReturnType<typeof telling>;

/** So long after an order is done or withdrawn nothing is kept of who was told of it. */
const tidyAfterMs = days(30);

type Ports = { network: NetworkPart; chats: Chats; sender: Sender; jobs: Jobs; clock: Clock };

/** One card for a new order, to members who translate that way and have a chat; one to whoever ordered it, when it is done. */
export function telling({ network, chats, sender, jobs, clock }: Ports) {
  async function tell(about: "new" | "done", order: Order, personIds: readonly string[]): Promise<void> {
    const found = await Promise.all(personIds.map((id) => chats.known(order.tenantId, id)));
    const placeIds = found.filter((place) => place !== undefined).map(({ id }) => id);
    if (placeIds.length === 0) return;
    const broadcast: Broadcast = {
      tenantId: order.tenantId,
      // Made from what it is about, so that telling twice tells once.
      id: idOf(about, order),
      group: groupOf(order),
      message: `translations/${about}`,
      subject: ofOrder(order),
      at: clock.now(),
      by: "",
    };
    await sender.plan(broadcast, placeIds);
  }

  async function workersFor(order: Order): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id, profile } of network.members(order.tenantId))
      if (id !== order.orderedBy?.id && translates(profile, order)) ids.push(id);
    return ids;
  }

  return {
    async changed(order: Order): Promise<void> {
      const { tenantId, state, orderedBy } = order;
      const standing = await sender.find(tenantId, idOf("new", order));
      if (state === "waiting" && !standing) return tell("new", order, await workersFor(order));
      // The cards say how it is now.
      if (standing) await sender.update(tenantId, standing.id);
      if (state === "done" && order.filledAt && orderedBy) await tell("done", order, [orderedBy.id]);
      // The same instant however often it comes.
      if (!isActive(order))
        await jobs.add("translations/tidy", ofOrder(order), later(order.changedAt, tidyAfterMs));
    },

    tidy: (order: OfOrder): Promise<void> => sender.forget(order.tenantId, groupOf(order)),
  };
}

const groupOf = ({ id }: OfOrder) => `translations|${id}`;
const idOf = (about: "new" | "done", { id }: Order) => `translations-${about}|${id}`;
