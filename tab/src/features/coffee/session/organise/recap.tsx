import { Button } from "@fluentui/react-components";
import type { SessionView, Words } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { sessionPath } from "#features/coffee/session/queries.ts";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { useDeed } from "#features/coffee/session/use-deed.ts";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { Problem } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import { Conflict } from "./conflict.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";
import { RecapPreview } from "./recap-preview.tsx";
import { isConflict } from "./use-session-form.ts";
import { WordsFields } from "./words-fields.tsx";

const ConfirmDialog = lazy(() =>
  import("#platform/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

/** What goes out after the session: written here, seen beforehand, sent by itself or now. */
export function Recap({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const [mine, setMine] = useState<{ version: string; themes: Words }>();
  const { version, themes } = mine ?? { version: session.version, themes: session.recap.themes };
  const save = useDeed(
    session,
    (input: { version: string; themes: Words }) =>
      api<SessionView>("PUT", `${sessionPath(session)}/recap`, input),
    (_, input) => {
      setMine((now) => (now?.themes === input.themes ? undefined : now));
      toast({ message: t("recap.saved") });
    },
  );
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
      {!sentAt && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (mine && !save.isPending) save.mutate({ version, themes });
          }}
        >
          <WordsFields
            label={t("recap.themes")}
            hint={t("recap.themes.about")}
            words={themes}
            languages={session.languages}
            maxLength={4_000}
            lines={3}
            change={(next) => setMine((now) => ({ version: now?.version ?? session.version, themes: next }))}
          />
          {isConflict(save.error) && (
            <Conflict
              session={session}
              saveOver={(newest) => save.mutate({ version: newest.version, themes })}
              drop={() => {
                setMine(undefined);
                save.reset();
              }}
            />
          )}
          {save.error && !isConflict(save.error) && <Problem error={save.error} />}
          <div className={styles.row}>
            <Button type="submit" disabledFocusable={!mine || save.isPending}>
              {t("recap.save")}
            </Button>
            {session.may.sendRecap && (
              <Button
                disabledFocusable={mine !== undefined || send.isPending}
                onClick={() => mine || setIsAsking(true)}
              >
                {t("recap.send")}
              </Button>
            )}
          </div>
          {mine && session.may.sendRecap && <p className={styles.about}>{t("recap.saveFirst")}</p>}
        </form>
      )}
      {send.error && <Problem error={send.error} />}
      <RecapPreview session={session} themes={themes} />
      {isAsking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t("recap.send.title")}
            deed={t("recap.send")}
            answer={(yes) => {
              setIsAsking(false);
              if (yes) send.mutate();
            }}
          >
            <p>{t("recap.send.text")}</p>
          </ConfirmDialog>
        </Suspense>
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
