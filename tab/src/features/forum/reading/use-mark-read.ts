import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TopicRow } from "bot/forum/contract";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { topicLists } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

/** All of a topic is read, without opening it. Sent twice it is as true. */
export function useMarkRead() {
  const t = useTexts(forumTexts);
  const say = useTexts(platformTexts);
  const announce = useAnnounce();
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, posts }: Pick<TopicRow, "id" | "posts">) =>
      api("PUT", `/forum/topics/${id}/reading`, { number: posts }),
    onSuccess() {
      announce(t("read.done"));
      return client.invalidateQueries({ queryKey: topicLists });
    },
    onError: (error) => toast({ message: wordsFor(error, say) }),
  });
}
