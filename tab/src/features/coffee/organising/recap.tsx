import { Button } from "@fluentui/react-components";
import type { SessionView, Words } from "bot/coffee/contract";
import { useState } from "react";
import { Link } from "react-router";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { NotSaved } from "./not-saved.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";
import { RecapPreview } from "./recap-preview.tsx";
import { usePartForm } from "./use-part-form.ts";

/** What goes out after the session: written here, seen beforehand, sent by itself or now. */
export function Recap({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const part = {
    name: "recap",
    of: ({ recap }: SessionView) => recap.themes,
    put: (version: string, themes: Words) =>
      api<SessionView>("PUT", `${sessionPath(session)}/recap`, { version, themes }),
  };
  const form = usePartForm(session, part, () =>
    toast({ message: t(session.recap.sentAt ? "recap.corrected" : "recap.saved") }),
  );
  const themes = form.part;
  const send = useDeed(
    session,
    () => api<SessionView>("POST", `${sessionPath(session)}/recap/sending`, {}),
    () => toast({ message: t("recap.sent") }),
  );
  const { sentAt, surveyId } = session.recap;
  if (session.state === "cancelled") return null;

  return (
    <Part title={t("recap")}>
      <RecapTime session={session} />
      {surveyId && (
        <p>
          <Link to={`/surveys/${surveyId}/results`} className={styles.link}>
            {t("recap.pulse")}
          </Link>
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (form.isChanged && !form.isPending) form.save();
        }}
      >
        <WordsField
          path="recap"
          optional
          label={t("recap.themes")}
          hint={t(sentAt ? "recap.correct.about" : "recap.themes.about")}
          words={themes}
          languages={session.languages}
          maxLength={4_000}
          lines={3}
          change={(next) => form.change(() => next)}
        />
        <NotSaved form={form} />
        <div className={styles.row}>
          <Button type="submit" disabledFocusable={!form.isChanged || form.isPending}>
            {t(sentAt ? "recap.correct" : "recap.save")}
          </Button>
          {!sentAt && session.may.sendRecap && (
            <Button
              disabledFocusable={form.isChanged || send.isPending}
              onClick={() => form.isChanged || setIsAsking(true)}
            >
              {t("recap.send")}
            </Button>
          )}
        </div>
        {form.isChanged && session.may.sendRecap && <p className={styles.about}>{t("recap.saveFirst")}</p>}
      </form>
      {send.error && <Problem error={send.error} />}
      <RecapPreview session={session} themes={themes} />
      {isAsking && (
        <AskFirst
          title={t("recap.send.title")}
          deed={t("recap.send")}
          act={() => send.mutate()}
          close={() => setIsAsking(false)}
        >
          <p>{t("recap.send.text")}</p>
        </AskFirst>
      )}
    </Part>
  );
}

function RecapTime({ session: { recap, recapAt } }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  if (recap.sentAt) return <p>{t("recap.went", { at: dateTimeIn(language, recap.sentAt) })}</p>;
  return <p>{recapAt ? t("recap.goes", { at: dateTimeIn(language, recapAt) }) : t("recap.off")}</p>;
}
