import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { wordsFor } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";

/** A coordinator's deed on one member, after which everything of the network is read anew. Twice is once. */
export function useMemberDeed(method: "PUT" | "POST" | "DELETE", path: string) {
  const client = useQueryClient();
  const toast = useToast();
  const say = useTexts(platformTexts);
  return useMutation({
    mutationFn: (input: object | undefined) => api<unknown>(method, path, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["network"] }),
    onError: (error) => toast({ message: wordsFor(error, say) }),
  });
}
