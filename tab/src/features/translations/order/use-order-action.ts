import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OrderView } from "bot/translations/contract";
import { orderLists, orderPath, orderQuery } from "#features/translations/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

export type OrderDeed = {
  method: "POST" | "DELETE";
  /** Below the order, such as "/taking". */
  path: string;
  input?: unknown;
  /** What is said once it is done, and the deed that takes it back. */
  done: string;
  undo?: OrderDeed;
};

/** Moves an order on, one deed after the other; it is then shown as the server has it. Each may be sent twice. */
export function useOrderDeed(id: string) {
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { queryKey } = orderQuery(id);
  const deed = useMutation({
    scope: { id: queryKey.join(" ") },
    // A read that began before the deed would show what was before it.
    onMutate: () => client.cancelQueries({ queryKey }),
    mutationFn: ({ method, path, input }: OrderDeed) =>
      api<OrderView>(method, orderPath(id) + path, method === "POST" ? (input ?? {}) : undefined),
    onSuccess(view, { done, undo }) {
      client.setQueryData(queryKey, view);
      toast({ message: done, ...(undo && { undo: () => deed.mutateAsync(undo) }) });
      return client.invalidateQueries({ queryKey: orderLists });
    },
    onError(error) {
      toast({ message: wordsFor(error, say) });
      // Somebody else may have been quicker: how it stands now says why.
      return client.invalidateQueries({ queryKey });
    },
  });
  return deed;
}
