import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConceptView } from "bot/glossary/contract";
import { conceptLists, conceptQuery, glossaryQuery, historyQuery } from "#features/glossary/queries.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";

/** A write about a concept, which is then shown as the server has it; `done` is said. */
export function useConceptDeed<Input = void>(
  id: string,
  write: (input: Input) => Promise<ConceptView>,
  done: string,
) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { queryKey } = conceptQuery(id);
  return useMutation({
    // One after the other: two votes in a row must not overtake each other.
    scope: { id: queryKey.join(" ") },
    // A read that began before the write would show what was before it.
    onMutate: () => client.cancelQueries({ queryKey, exact: true }),
    mutationFn: write,
    onSuccess: (view) => {
      client.setQueryData(queryKey, view);
      announce(done);
      return Promise.all(
        [conceptLists, historyQuery(id).queryKey].map((each) => client.invalidateQueries({ queryKey: each })),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: glossaryQuery().queryKey, exact: true }),
  });
}
