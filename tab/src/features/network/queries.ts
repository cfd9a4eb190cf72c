import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InvitationCheck, MemberList, RequestList } from "bot/network/contract";
import { api } from "#platform/api.ts";

/* How one stands oneself is the platform's `networkQuery`, under "network" as all here: what changes one changes the other. */

/** Where a list begins. */
const start: { page: string | null } = { page: null };

export const membersQuery = () =>
  infiniteQueryOptions({
    queryKey: ["network", "members"],
    queryFn: ({ pageParam }) =>
      api<MemberList>("GET", `/network/members${pageParam ? `?after=${encodeURIComponent(pageParam)}` : ""}`),
    initialPageParam: start.page,
    getNextPageParam: ({ next }) => next,
  });

export const requestsQuery = () =>
  queryOptions({
    queryKey: ["network", "requests"],
    queryFn: () => api<RequestList>("GET", "/network/requests"),
  });

export const invitationQuery = (key: string) =>
  queryOptions({
    queryKey: ["network", "invitation", key],
    queryFn: () => api<InvitationCheck>("GET", `/network/invitations/${encodeURIComponent(key)}`),
    enabled: key !== "",
  });
