import { lazy, Suspense } from "react";
import { useLive } from "#platform/observable.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { question } from "./unsaved.ts";

const ConfirmDialog = lazy(() =>
  import("#platform/ui/dialogs/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

/** Whether to leave a page with what is written on it. */
export function LeaveQuestion() {
  const t = useTexts(platformTexts);
  const now = useLive(question);
  return (
    now && (
      <Suspense fallback={null}>
        <ConfirmDialog
          title={t("leave.title")}
          deed={t("leave.go")}
          instead={t("leave.stay")}
          answer={now.answer}
        >
          {t("leave.text")}
        </ConfirmDialog>
      </Suspense>
    )
  );
}
