import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Wishes } from "bot/forum/contract";
import { topicLists, wishesQuery } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";

/** Saves all that one wishes of the forum. It is shown at once, and as it was where the server says no. */
export function useWishes() {
  const client = useQueryClient();
  const { queryKey } = wishesQuery();
  return useMutation({
    // One after the other: two presses in a row must not overtake each other.
    scope: { id: queryKey.join(" ") },
    networkMode: "always",
    async onMutate(wishes: Wishes) {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, wishes);
      return before;
    },
    mutationFn: ({ reads, tags, digest }) => api<Wishes>("PUT", "/forum/wishes", { reads, tags, digest }),
    onSuccess: () => client.invalidateQueries({ queryKey: topicLists }),
    onError: (_error, _wishes, before) => client.setQueryData(queryKey, before),
  });
}
