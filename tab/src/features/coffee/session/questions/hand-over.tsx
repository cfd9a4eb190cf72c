import { Button } from "@fluentui/react-components";
import type { QuestionView } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import type { Told } from "./use-told.ts";

const ConfirmDialog = lazy(() =>
  import("#platform/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

/** A question becomes an advice case: others begin to work on it, so it is asked once more. */
export function HandOver({ question, told }: { question: QuestionView; told: Told }) {
  const t = useTexts(sessionTexts);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("moderate.handOver")}</Button>
      {isAsking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t("moderate.handOver.title")}
            deed={t("moderate.handOver")}
            answer={(yes) => {
              setIsAsking(false);
              if (yes) told.handOver();
            }}
          >
            <p>{question.text}</p>
            <p>{t(question.author ? "moderate.handOver.named" : "moderate.handOver.anonymous")}</p>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
