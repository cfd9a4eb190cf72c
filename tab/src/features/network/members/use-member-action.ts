import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { type Toast, useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

/**
 * A coordinator's deed on one member, told of when it is done, before all of the network is read anew: whoever it was done
 * to may be gone from the page by then. Twice is once.
 */
export function useMemberDeed<Input>(
  method: "PUT" | "POST" | "DELETE",
  path: string,
  done: (input: Input) => Toast,
) {
  const client = useQueryClient();
  const toast = useToast();
  const say = useTexts(platformTexts);
  return useMutation({
    mutationFn: (input: Input) => api<unknown>(method, path, input),
    onSuccess(_, input) {
      toast(done(input));
      return client.invalidateQueries({ queryKey: ["network"] });
    },
    onError: (error) => toast({ message: wordsFor(error, say) }),
  });
}
