import type { Asked, Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { type OrderView, returnInput, saveInput, views as viewNames } from "./contract.ts";
import { approve, giveBack, handIn, type Order, sendBack, take, withdraw, write } from "./orders.ts";
import type { Queue } from "./queue.ts";
import { belongs, rightsOn } from "./rights.ts";
import type { OrderStore } from "./store.ts";
import type { Workers } from "./translators.ts";
import { seenVersion } from "./version.ts";
import type { Views } from "./view.ts";

type Ports = { store: OrderStore; queue: Queue; workers: Workers; views: Views; clock: Clock };
type WhoAndWhat = Pick<Asked, "person" | "params" | "t">;
type Right = keyof OrderView["may"];

/** The queue for the tab: seen, taken, translated, reviewed. */
export function translationApi({ store, queue, workers, views, clock }: Ports): Route[] {
  const now = () => clock.now();

  /** For members, and for whoever has ordered it; for anybody else there is none. */
  async function seen({ person, params }: WhoAndWhat): Promise<Order> {
    const [order, worker] = await Promise.all([
      store.find(person.tenantId, (params.id ?? "").toWellFormed().slice(0, 100)),
      workers.of(person),
    ]);
    if (!belongs(worker) && order.orderedBy?.id !== person.id) throw new NotFound("unknownOrder");
    return (await queue.settled(order)).order;
  }

  /**
   * Does what the person may do with the order. Where they could in another state of it, or it is done already, the deed
   * itself knows (`notNow`, or nothing changes); where they never could, there is no such thing.
   */
  async function change(
    asked: WhoAndWhat,
    right: Right,
    deed: (newest: Order) => Order,
    version?: string,
  ): Promise<OrderView> {
    const order = await seen(asked);
    const worker = await workers.of(asked.person);
    const others = right === "approve" || right === "return" ? await workers.others(order) : true;
    const mayIn = (newest: Order, state: Order["state"]) =>
      rightsOn({ ...newest, state }, worker, others)[right];
    const checked = (newest: Order) => {
      // What has been given back is nobody's.
      if (right === "giveBack" && newest.state === "waiting") return newest;
      if (!mayIn(newest, newest.state) && !mayIn(newest, stateFor[right])) throw new NotFound("unknownOrder");
      return deed(newest);
    };
    // What is being written follows from nothing, and is saved often.
    const changed = await (right === "write"
      ? store.change(order, checked, version)
      : queue.change(order, checked));
    return views.order(changed, asked.person, asked.t);
  }

  return [
    route({
      method: "GET",
      path: "/translations",
      about:
        "Orders that the person could take or review, their own, or those that are done (`?view=`), in pages.",
      role: "anyone",
      handle: ({ person, query }) =>
        views.list(
          viewNames.find((each) => each === query.view) ?? "open",
          person,
          // It comes out of an address, where anything may stand.
          (query.after ?? "").toWellFormed().slice(0, 100),
        ),
    }),
    route({
      method: "GET",
      path: "/translations/:id",
      about: "One order with its texts, and what the glossary says about them.",
      role: "anyone",
      handle: async (asked) => views.order(await seen(asked), asked.person, asked.t),
    }),
    route({
      method: "PUT",
      path: "/translations/:id",
      about:
        "Saves translations, by the texts' keys. Refused changedMeanwhile if the order or its source is another now.",
      role: "anyone",
      input: saveInput,
      async handle(asked) {
        const { version, texts } = asked.input;
        const order = await seen(asked);
        const source = await queue.sourceOf(order);
        const own = seenVersion(version, order, source);
        if (own === undefined) throw new Refusal("changedMeanwhile");
        return change(asked, "write", (newest) => write(newest, texts, source, now()), own);
      },
    }),
    route({
      method: "POST",
      path: "/translations/:id/taking",
      about: "Takes an order. Taking one's own again changes nothing.",
      role: "anyone",
      handle: (asked) => change(asked, "take", (newest) => take(newest, asked.person.id, now())),
    }),
    route({
      method: "DELETE",
      path: "/translations/:id/taking",
      about: "Gives an order back to the queue, with what has been written.",
      role: "anyone",
      handle: (asked) => change(asked, "giveBack", (newest) => giveBack(newest, now())),
    }),
    route({
      method: "POST",
      path: "/translations/:id/review",
      about: "Hands in what is translated, to be read by another.",
      role: "anyone",
      async handle(asked) {
        const source = await queue.sourceOf(await seen(asked));
        return change(asked, "hand", (newest) => handIn(newest, source, now()));
      },
    }),
    route({
      method: "POST",
      path: "/translations/:id/approval",
      about: "Approves another's translation: it flows back to where it is used.",
      role: "anyone",
      handle: (asked) => change(asked, "approve", (newest) => approve(newest, now())),
    }),
    route({
      method: "POST",
      path: "/translations/:id/return",
      about: "Gives a translation back to the translator, with what is asked for.",
      role: "anyone",
      input: returnInput,
      handle: (asked) => change(asked, "return", (newest) => sendBack(newest, asked.input.remark, now())),
    }),
    route({
      method: "POST",
      path: "/translations/:id/withdrawal",
      about: "Takes an order back; nothing of it flows anywhere.",
      role: "anyone",
      handle: (asked) => change(asked, "withdraw", (newest) => withdraw(newest, now())),
    }),
  ];
}

/** The state in which each right can be had at all. */
const stateFor: Record<Right, Order["state"]> = {
  take: "waiting",
  giveBack: "taken",
  write: "taken",
  hand: "taken",
  approve: "review",
  return: "review",
  withdraw: "waiting",
};
