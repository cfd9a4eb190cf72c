import { Button } from "@fluentui/react-components";
import type { Language } from "bot/surveys/contract";
import { dateTimeIn, timeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import type { DraftSaver, Editing, Written } from "./draft-saver.ts";
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
            <Button onClick={() => void resolve("theirs")}>
              {t(save.theirs.changedBy?.mine ? "conflict.saved" : "conflict.theirs")}
            </Button>
          </>
        }
      >
        {whoseIn(save.theirs, t, language)} {t("conflict.choice")}
      </Message>
    );
  }
  return restored && <Message>{t("restored")}</Message>;
}

/** Who saved the other version and when, as far as the server says. */
function whoseIn(theirs: Written, t: TranslateOf<typeof draftingTexts>, language: Language): string {
  const { changedAt, changedBy } = theirs;
  const at = changedAt && dateTimeIn(language, changedAt);
  if (changedBy?.mine) return at ? t("conflict.own", { at }) : t("conflict.own.timeless");
  if (changedBy?.name) return t("conflict.by", { name: changedBy.name, at });
  return at ? t("conflict.somebody", { at }) : t("conflict.somebody.timeless");
}
