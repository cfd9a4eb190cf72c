import { useInfiniteQuery } from "@tanstack/react-query";
import type { TopicView } from "bot/forum/contract";
import { useRef } from "react";
import { limits } from "#features/forum/limits.ts";
import { topicKey } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";

/** Others write meanwhile. */
const followMs = 20_000;
const first: { page: number | null } = { page: null };

/**
 * A topic from the page that a post is on, else from where the reader left off. Where that is the server says once: what
 * one reads meanwhile must not move the page.
 */
export function useTopic(id: string, post: number | null) {
  const start = useRef(post === null ? null : post - ((post - 1) % limits.page));
  return useInfiniteQuery({
    queryKey: [...topicKey(id), post],
    queryFn: async ({ pageParam }) => {
      const from = pageParam ?? start.current;
      const view = await api<TopicView>("GET", `/forum/topics/${id}${from ? `?from=${from}` : ""}`);
      start.current ??= view.from;
      return view;
    },
    initialPageParam: first.page,
    getNextPageParam: ({ to, posts }) => (to < posts ? to + 1 : null),
    getPreviousPageParam: ({ from }) => (from > 1 ? Math.max(1, from - limits.page) : null),
    refetchInterval: followMs,
    // The next visit begins where this one ends.
    gcTime: 0,
  });
}
export type TopicQuery = ReturnType<typeof useTopic>;
