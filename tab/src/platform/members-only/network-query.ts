import { queryOptions } from "@tanstack/react-query";
import type { NetworkView } from "bot/network/contract";
import { api } from "#platform/api.ts";

/** The network as one sees it, one's own standing in it included; what changes one's standing writes or invalidates it. */
export const networkQuery = () =>
  queryOptions({
    queryKey: ["network"],
    queryFn: () => api<NetworkView>("GET", "/network"),
    staleTime: 60_000,
  });
