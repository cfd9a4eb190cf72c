import { Button } from "@fluentui/react-components";
import { dateTimeIn, timeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import type { DraftSaver, Editing } from "./draft-saver.ts";
import { draftingTexts } from "./drafting-texts.ts";
import styles from "./save-state.module.css";

/** Says whether what one wrote is safe, always in view. */
export function SaveLine({ editing, saveNow }: { editing: Editing; saveNow: DraftSaver["saveNow"] }) {
  const t = useTexts(draftingTexts);
  const language = useLanguage();
  const { save } = editing;
  return (
    <div className={styles.line} role="status">
      {save.name === "saved" &&
        (save.at ? t("save.saved", { time: timeIn(language, save.at) }) : t("save.allSaved"))}
      {save.name === "saving" && t("save.saving")}
      {save.name === "unsaved" && t("save.unsaved")}
      {save.name === "conflict" && t("save.conflict")}
      {save.name === "failed" && <NotSaved error={save.error} saveNow={saveNow} />}
    </div>
  );
}

function NotSaved({ error, saveNow }: { error: Error; saveNow: DraftSaver["saveNow"] }) {
  const t = useTexts(draftingTexts);
  const say = useTexts(platformTexts);
  return (
    <>
      <strong>{t("save.failed")}</strong> {wordsFor(error, say)}{" "}
      <Button size="small" onClick={() => void saveNow()}>
        {say("tryAgain")}
      </Button>
    </>
  );
}

/** What was found in this browser, and what to do when somebody else has written too. */
export function SaveNotices({ editing, resolve }: { editing: Editing; resolve: DraftSaver["resolve"] }) {
  const t = useTexts(draftingTexts);
  const language = useLanguage();
  const { save, restored } = editing;
  if (save.name === "conflict") {
    return (
      <Message
        intent="warning"
        role="alert"
        className={styles.conflict}
        title={t("conflict.title")}
        deeds={
          <>
            <Button onClick={() => void resolve("mine")}>{t("conflict.mine")}</Button>
            <Button onClick={() => void resolve("theirs")}>{t("conflict.theirs")}</Button>
          </>
        }
      >
        {t("conflict.text", { at: dateTimeIn(language, save.theirs.changedAt) })}
      </Message>
    );
  }
  return restored && <Message>{t("restored")}</Message>;
}
