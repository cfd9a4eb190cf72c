import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { OrderStates } from "bot/translations/contract";
import { api } from "#platform/api.ts";

/** How the translations of a thing stand, as its texts are in one version of it. */
export const orderStatesQuery = (path: string, version: string) =>
  queryOptions({
    queryKey: ["order-states", path, version],
    queryFn: () => api<OrderStates>("GET", `${path}/translations`),
    placeholderData: keepPreviousData,
  });
