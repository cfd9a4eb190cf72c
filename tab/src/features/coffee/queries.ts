import { queryOptions } from "@tanstack/react-query";
import type { CoffeeList, Preview, Rule, SeriesView, SessionView } from "bot/coffee/contract";
import { api } from "#platform/api.ts";

/* Every read about coffee, by one key each: what changes one writes or invalidates it. */

/** Series, and the sessions between two days, at most 400 days apart. */
export const coffeeQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["coffee", "list", from, to],
    queryFn: () => api<CoffeeList>("GET", `/coffee?${new URLSearchParams({ from, to })}`),
  });
/** Every such list, whatever its days. */
export const coffeeLists = ["coffee", "list"];

export const seriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["coffee", "series", id],
    queryFn: () => api<SeriesView>("GET", `/coffee/series/${id}`),
  });

export const sessionQuery = (seriesId: string, date: string) =>
  queryOptions({
    queryKey: ["coffee", "series", seriesId, "sessions", date],
    queryFn: () => api<SessionView>("GET", `/coffee/series/${seriesId}/sessions/${date}`),
  });

/** The dates that a rule gives; the same rule gives the same dates. */
export const previewQuery = (rule: Rule) =>
  queryOptions({
    queryKey: ["coffee", "preview", rule],
    queryFn: () => api<Preview>("POST", "/coffee/series/preview", { rule }),
    staleTime: 3_600_000,
  });
