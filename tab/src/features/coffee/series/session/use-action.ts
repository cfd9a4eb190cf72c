import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { coffeeLists, sessionQuery } from "#features/coffee/queries.ts";
import type { SessionName } from "./queries.ts";

/** A write about a session, which is then shown as the server has it. `done` may tell of it. */
export function useDeed<Input = void>(
  { seriesId, date }: SessionName,
  write: (input: Input) => Promise<SessionView>,
  done?: (view: SessionView, input: Input) => void,
) {
  const client = useQueryClient();
  const { queryKey } = sessionQuery(seriesId, date);
  return useMutation({
    // One after the other: two answers in a row must not overtake each other.
    scope: { id: queryKey.join(" ") },
    // A read that began before the write would show what was before it.
    onMutate: () => client.cancelQueries({ queryKey, exact: true }),
    mutationFn: write,
    onSuccess: (view, input) => {
      client.setQueryData(queryKey, view);
      done?.(view, input);
      return client.invalidateQueries({ queryKey: coffeeLists });
    },
  });
}
