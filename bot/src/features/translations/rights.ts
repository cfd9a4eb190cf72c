import type { OrderView, Pair, Standing } from "./contract.ts";
import { isActive, type Order } from "./orders.ts";

/** What somebody is to the network, as far as translating goes. */
export type Worker = { id: string; standing: Standing; translates: readonly Pair[] };

export const belongs = ({ standing }: Worker): boolean => standing === "member" || standing === "coordinator";

export const translates = ({ translates: pairs }: Pick<Worker, "translates">, { from, to }: Order): boolean =>
  pairs.some((pair) => pair.from === from && pair.to === to);

/** Members who translate that way, and coordinators, take an order. */
const mayTake = (worker: Worker, order: Order): boolean =>
  worker.standing === "coordinator" || (worker.standing === "member" && translates(worker, order));

/**
 * Another member who translates that way reviews; where there is none, a coordinator does, even of what is their own.
 * `others`: whether a member other than the translator translates that way.
 */
function mayReview(worker: Worker, order: Order, others: boolean): boolean {
  const isOther = belongs(worker) && order.takenBy?.id !== worker.id;
  if (isOther && translates(worker, order)) return true;
  return worker.standing === "coordinator" && !others;
}

/** Who may do what with an order, one sentence a right. */
export function rightsOn(order: Order, worker: Worker, others: boolean): OrderView["may"] {
  const { state, takenBy, orderedBy } = order;
  const isMine = takenBy?.id === worker.id && belongs(worker);
  const coordinates = worker.standing === "coordinator";
  const reviews = state === "review" && mayReview(worker, order, others);
  return {
    take: state === "waiting" && mayTake(worker, order),
    giveBack: state === "taken" && (isMine || coordinates),
    write: state === "taken" && isMine,
    hand: state === "taken" && isMine,
    approve: reviews,
    return: reviews,
    // Whoever has ordered it need not be a member.
    withdraw: isActive(order) && (orderedBy?.id === worker.id || coordinates),
  };
}
