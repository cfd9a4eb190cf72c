import { useMutation } from "@tanstack/react-query";
import type { PostView, postInput } from "bot/forum/contract";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";

export type Answer = (typeof postInput)["_output"];

/** Sends an answer. Its id is ours: sent again after a lost answer it is written once. */
export function useSending(topicId: string, sent: (number: number) => Promise<void>) {
  const t = useTexts(topicTexts);
  const announce = useAnnounce();
  return useMutation({
    networkMode: "always",
    mutationFn: (answer: Answer) => api<PostView>("POST", `/forum/topics/${topicId}/posts`, answer),
    async onSuccess({ number }) {
      await sent(number);
      announce(t("reply.done"));
    },
  });
}
