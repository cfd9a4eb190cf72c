import { queryOptions } from "@tanstack/react-query";
import type { OrderStates } from "bot/translations/contract";
import { api } from "#platform/api.ts";

/** How the translations of a thing stand; while they are asked for anew, as they stood with its version before. */
export const orderStatesQuery = (path: string, version: string) =>
  queryOptions({
    queryKey: ["order-states", path, version],
    queryFn: () => api<OrderStates>("GET", `${path}/translations`),
    // They change elsewhere: in the queue, where others translate.
    staleTime: 0,
    placeholderData: (before, query) => (query?.queryKey[1] === path ? before : undefined),
  });
