import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { SessionName } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { useWithdrawal } from "./use-question-actions.ts";

/** Takes one's own question back, with its votes: asked first, since it cannot be undone. */
export function Withdraw({ session, questionId }: { session: SessionName; questionId: string }) {
  const t = useTexts(sessionTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const withdraw = useWithdrawal(session);
  const [isAsking, setIsAsking] = useState(false);
  const take = () =>
    withdraw.mutate(questionId, {
      onSuccess: () => toast({ message: t("withdraw.done") }),
      onError: (error) => toast({ message: wordsFor(error, say) }),
    });
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        aria-describedby={`question-${questionId}-text`}
        onClick={() => setIsAsking(true)}
      >
        {t("withdraw")}
      </Button>
      {isAsking && (
        <AskFirst
          title={t("withdraw.title")}
          deed={t("withdraw")}
          act={take}
          close={() => setIsAsking(false)}
        >
          <p>{t("withdraw.text")}</p>
        </AskFirst>
      )}
    </>
  );
}
