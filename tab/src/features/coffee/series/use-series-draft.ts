import { useQueryClient } from "@tanstack/react-query";
import type { SeriesView } from "bot/coffee/contract";
import { coffeeLists, seriesQuery } from "#features/coffee/queries.ts";
import { api } from "#platform/api.ts";
import { useDraft } from "#platform/drafting/use-draft.ts";

/** The series' draft under edit, saved by itself. */
export function useSeriesDraft(series: SeriesView) {
  const client = useQueryClient();
  const path = `/coffee/series/${series.id}`;
  return useDraft(`coffee.${series.id}`, series, {
    put: (version, draft) => api<SeriesView>("PUT", path, { version, draft }),
    get: () => api<SeriesView>("GET", path),
    saved: (view) => {
      client.setQueryData(seriesQuery(series.id).queryKey, view);
      void client.invalidateQueries({ queryKey: coffeeLists });
    },
  });
}
