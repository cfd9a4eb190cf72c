import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { OrderList, OrderView, View } from "bot/translations/contract";
import { api } from "#platform/api.ts";

/** Every list of orders. */
export const orderLists = ["translations", "list"];

export const ordersQuery = (view: View) =>
  infiniteQueryOptions({
    queryKey: [...orderLists, view],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ view, after: pageParam });
      return api<OrderList>("GET", `/translations?${asked}`);
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

export const orderPath = (id: string): string => `/translations/${encodeURIComponent(id)}`;

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ["translations", "order", id],
    queryFn: () => api<OrderView>("GET", orderPath(id)),
  });
