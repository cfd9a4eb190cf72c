import type { Moderation, QuestionBox, QuestionView } from "bot/coffee/contract";
import type { SessionName } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { tellingFailure } from "#platform/tell-failure.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { undoing } from "./undoing.ts";
import { useHandover, useModeration } from "./use-question-actions.ts";

/** Moderation that says what it did, each with its way back. Only pinning brings the list into a new order by itself. */
export function useTold(
  session: SessionName,
  question: QuestionView,
  renew: (latest: QuestionBox["questions"]) => void,
) {
  const t = useTexts(sessionTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const moderate = useModeration(session);
  const handOver = useHandover(session);
  const onError = (error: Error) => toast({ message: wordsFor(error, say) });
  const { id } = question;

  return {
    async moderate(deed: Moderation): Promise<void> {
      const back = undoing(question, deed);
      try {
        const { questions } = await moderate.mutateAsync({ id, deed });
        if (deed.deed === "pin" || deed.deed === "unpin") renew(questions);
        // A second press of the undo does no harm: it names what shall be true.
        const undo = () => tellingFailure(moderate.mutateAsync({ id, deed: back }), onError);
        toast({ message: t(`moderated.${deed.deed}`), undo });
      } catch (error) {
        if (error instanceof Error) onError(error);
      }
    },
    handOver: () =>
      handOver.mutate(id, { onSuccess: () => toast({ message: t("moderated.handOver") }), onError }),
  };
}

export type Told = ReturnType<typeof useTold>;
