import { Button } from "@fluentui/react-components";
import { ChevronUpRegular } from "@fluentui/react-icons";
import type { QuestionView } from "bot/coffee/contract";
import type { SessionName } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import styles from "./question-item.module.css";
import { useVote } from "./use-question-actions.ts";

/** One vote each: pressed it counts, pressed again it is taken back. Shown before the server has answered. */
export function VoteButton({ session, question, isOpen }: Props) {
  const t = useTexts(sessionTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const vote = useVote(session);
  const voted = vote.isPending ? vote.variables.voted : question.voted;
  const count = question.votes + Number(voted) - Number(question.voted);
  const counted = <span className={styles.count}>{t("votes", { count })}</span>;
  if (!isOpen || question.state !== "open") return <div className={styles.votes}>{counted}</div>;
  return (
    <div className={styles.votes}>
      <Button
        appearance={voted ? "primary" : "secondary"}
        icon={<ChevronUpRegular />}
        aria-pressed={voted}
        aria-describedby={`question-${question.id}-text`}
        onClick={() =>
          vote.mutate(
            { id: question.id, voted: !voted },
            { onError: (error) => toast({ message: wordsFor(error, say) }) },
          )
        }
      >
        {t("vote")}
      </Button>
      {counted}
    </div>
  );
}

type Props = { session: SessionName; question: QuestionView; isOpen: boolean };
