import { Button } from "@fluentui/react-components";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Message } from "#platform/ui/message.tsx";
import { editTexts } from "./edit-texts.ts";
import type { KeptDraft } from "./use-saved-draft.ts";

/** Says that what one wrote before has been found, and how to begin anew instead. */
export function RestoredNotice({ draft }: { draft: KeptDraft }) {
  const t = useTexts(editTexts);
  const toast = useToast();
  return (
    <Message
      deeds={
        <Button
          onClick={() => {
            const undo = draft.beginAnew();
            toast({ message: t("restored.dropped"), undo });
          }}
        >
          {t("restored.drop")}
        </Button>
      }
    >
      {t("restored")}
    </Message>
  );
}
