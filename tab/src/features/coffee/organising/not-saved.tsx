import { Button } from "@fluentui/react-components";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import type { PartForm } from "./use-part-form.ts";

/** Why a part was not saved. Where somebody else has changed it meanwhile, the person chooses whose words stand. */
export function NotSaved({ form }: { form: Pick<PartForm<never>, Shown> }) {
  const t = useTexts(sessionTexts);
  if (form.error) return <Problem error={form.error} again={form.save} />;
  if (!form.isConflict) return null;
  return (
    <Message
      intent="warning"
      role="alert"
      title={t("conflict.title")}
      deeds={
        <>
          <Button onClick={() => void form.saveOver()}>{t("conflict.mine")}</Button>
          <Button onClick={() => void form.takeTheirs()}>{t("conflict.theirs")}</Button>
        </>
      }
    >
      {t("conflict.text")}
    </Message>
  );
}

type Shown = "error" | "isConflict" | "save" | "saveOver" | "takeTheirs";
