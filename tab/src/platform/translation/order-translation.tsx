import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { orderStatesQuery } from "./order-states-query.ts";

const OrderStates = lazy(() =>
  import("./order-states.tsx").then(({ OrderStates }) => ({ default: OrderStates })),
);

type Props = {
  /** What is translated, as a path of the server's, such as "/surveys/<id>". */
  path: string;
  /** Another one whenever its texts are others, so that what they lack is asked anew. */
  version?: string;
};

/**
 * How a thing's translations stand, and the way to have them made by the network; nothing where nothing is missing or
 * ordered. It is an offer beside the page's own work: while it can't be asked for, it is left out.
 */
export function OrderTranslation({ path, version = "" }: Props) {
  const { data: states } = useQuery(orderStatesQuery(path, version));
  if (!states?.mayOrder && !states?.orders.some(({ state }) => state !== "withdrawn")) return null;
  return (
    <Suspense fallback={null}>
      <OrderStates key={path} path={path} version={version} states={states} />
    </Suspense>
  );
}
