import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SendingView } from "bot/sending/contract";
import { api } from "#platform/api.ts";
import { sendingsQuery } from "./queries.ts";

type Deed = ["POST" | "PUT" | "DELETE", string, object?];

/** What an organiser does with a sending. One at a time; the newest error, if any. */
export function useSendingDeeds(path: string, sendingId: string, changed?: () => Promise<unknown>) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: ([method, deed, input]: Deed) =>
      api<SendingView>(method, `${path}/sendings/${encodeURIComponent(sendingId)}/${deed}`, input),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: sendingsQuery(path).queryKey }), changed?.()]),
  });
  return {
    retry: (placeIds: string[]) => mutate(["POST", "retries", { placeIds }]),
    cancel: () => mutate(["POST", "cancellation", {}]),
    pause: () => mutate(["POST", "pause", {}]),
    move: (at: string) => mutate(["PUT", "time", { at }]),
    resume: () => mutate(["DELETE", "pause"]),
    isPending,
    error,
  };
}
