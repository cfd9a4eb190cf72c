import { useMutation, useQueryClient } from "@tanstack/react-query";
import { topicKey, topicLists } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { tellingFailure } from "#platform/tell-failure.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

export type Deed = {
  method: "POST" | "PUT" | "DELETE";
  /** Below the topic, such as "/pin". */
  path: string;
  input?: unknown;
  /** What is said once it is done, and the deed that takes it back. */
  done?: string;
  undo?: Deed;
};

/** Writes about a topic, one after the other, which is then shown as the server has it. Each names what shall be true, so it may be sent twice. */
export function useDeed(topicId: string) {
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const write = useMutation({
    scope: { id: `topic ${topicId}` },
    // Without a network one is told at once, and nothing waits for it to come back.
    networkMode: "always",
    mutationFn: ({ method, path, input }: Deed) => api(method, `/forum/topics/${topicId}${path}`, input),
    async onSuccess(_, { done, undo }) {
      if (done) toast({ message: done, ...(undo && { undo: () => told(undo) }) });
      await refresh();
    },
  });
  async function refresh(): Promise<void> {
    await client.invalidateQueries({ queryKey: topicKey(topicId) });
    void client.invalidateQueries({ queryKey: topicLists });
  }
  // A failure is told also where the page is gone by then, as it is when a removal is undone.
  const told = (deed: Deed) =>
    tellingFailure(write.mutateAsync(deed), (error) => toast({ message: wordsFor(error, say) }));
  const act = (deed: Deed, then?: () => unknown) => void told(deed).then(then, () => undefined);
  return {
    /** Does it, and `then` what follows; a failure is told in a message. */
    act,
    /** Does it; a failure is the caller's to show. */
    doing: (deed: Deed) => write.mutateAsync(deed),
    refresh,
  };
}
export type Deeds = ReturnType<typeof useDeed>;
