import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SeriesView } from "bot/coffee/contract";
import { coffeeLists, seriesQuery } from "#features/coffee/queries.ts";
import { api } from "#platform/api.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";

/** Does something with the series as a whole and takes it as the server then has it; `done` is said. Twice is once. */
export function useSeriesDeed(id: string, deed: "start" | "end" | "meetings", done: string) {
  const client = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: () => api<SeriesView>("POST", `/coffee/series/${id}/${deed}`, {}),
    onSuccess: async (view) => {
      announce(done);
      client.setQueryData(seriesQuery(id).queryKey, view);
      await client.invalidateQueries({ queryKey: coffeeLists });
    },
  });
}
