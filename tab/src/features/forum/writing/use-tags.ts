import { useInfiniteQuery } from "@tanstack/react-query";
import type { Tag } from "bot/forum/contract";
import { topicsQuery } from "#features/forum/queries.ts";

const none: Tag[] = [];

/** Every subject there is; the list of topics tells them. */
export function useTags(): Tag[] {
  const topics = useInfiniteQuery({ ...topicsQuery("all", ""), staleTime: 60_000 });
  return topics.data?.pages[0]?.tags ?? none;
}
