import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DraftList, Hits, Mentionable, ReportList, TopicList, View, Wishes } from "bot/forum/contract";
import { api } from "#platform/api.ts";

/* Every read of the forum, by one key each: what changes one writes or invalidates it. */

/** Where a list begins. */
const start: { page: string | null } = { page: null };

const asked = (values: Record<string, string | null>): string =>
  new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString();

export const topicsQuery = (view: View, tag: string) =>
  infiniteQueryOptions({
    queryKey: ["forum", "topics", view, tag],
    queryFn: ({ pageParam }) =>
      api<TopicList>("GET", `/forum/topics?${asked({ view, tag, after: pageParam })}`),
    initialPageParam: start.page,
    getNextPageParam: ({ next }) => next,
  });
/** Every such list, whatever it shows. */
export const topicLists = ["forum", "topics"];

/** A topic's posts, its title and all that may be done with it. */
export const topicKey = (id: string) => ["forum", "topic", id];

export const searchQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: ["forum", "search", words],
    queryFn: ({ pageParam }) => api<Hits>("GET", `/forum/search?${asked({ q: words, after: pageParam })}`),
    initialPageParam: start.page,
    getNextPageParam: ({ next }) => next,
    enabled: words !== "",
  });

export const wishesQuery = () =>
  queryOptions({ queryKey: ["forum", "wishes"], queryFn: () => api<Wishes>("GET", "/forum/wishes") });

export const draftsQuery = () =>
  queryOptions({ queryKey: ["forum", "drafts"], queryFn: () => api<DraftList>("GET", "/forum/drafts") });

export const reportsQuery = () =>
  queryOptions({ queryKey: ["forum", "reports"], queryFn: () => api<ReportList>("GET", "/forum/reports") });

export const findPeople = (words: string): Promise<Mentionable["people"]> =>
  api<Mentionable>("GET", `/forum/people?${asked({ q: words })}`).then(({ people }) => people);
