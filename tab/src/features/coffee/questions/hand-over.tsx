import { Button } from "@fluentui/react-components";
import type { QuestionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import type { Told } from "./use-told.ts";

/** A question becomes an advice case: others begin to work on it, so it is asked once more. */
export function HandOver({ question, told }: { question: QuestionView; told: Told }) {
  const t = useTexts(sessionTexts);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("moderate.handOver")}</Button>
      {isAsking && (
        <AskFirst
          title={t("moderate.handOver.title")}
          deed={t("moderate.handOver")}
          act={told.handOver}
          close={() => setIsAsking(false)}
        >
          <p>{question.text}</p>
          <p>{t(question.author ? "moderate.handOver.named" : "moderate.handOver.anonymous")}</p>
        </AskFirst>
      )}
    </>
  );
}
