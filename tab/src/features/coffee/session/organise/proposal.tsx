import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { AgendaProposal, SessionView, Words } from "bot/coffee/contract";
import { agendaQuery, sessionPath } from "#features/coffee/session/queries.ts";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { useDeed } from "#features/coffee/session/use-deed.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { Problem, wordsFor } from "#platform/problem.tsx";
import { RowsSkeleton } from "#platform/skeleton.tsx";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import { withLine, withoutLine } from "./agenda-line.ts";
import { changeIn } from "./change-words.ts";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** What the data suggests to talk about: what changed most in the surveys, and what most people ask. */
export function Proposal({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const proposal = useQuery(agendaQuery(session));
  return (
    <Part title={t("proposal")}>
      <p className={styles.about}>{t("proposal.about")}</p>
      {proposal.isPending && <RowsSkeleton rows={2} />}
      {proposal.error && <Problem error={proposal.error} again={() => void proposal.refetch()} />}
      {proposal.data && <Changes session={session} changes={proposal.data.changes} />}
      {proposal.data && <MostAsked session={session} questions={proposal.data.questions} />}
    </Part>
  );
}

function Changes({ session, changes }: { session: SessionView; changes: AgendaProposal["changes"] }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const add = useAddLine(session);
  return (
    <>
      <h3 className={styles.subheading}>{t("proposal.changes")}</h3>
      {changes.length === 0 && <p>{t("proposal.noChanges")}</p>}
      <ul className={styles.lines}>
        {changes.map((change, index) => {
          const question = wordsIn(change.question, language);
          return (
            <li key={index}>
              <strong lang={question.lang}>{question.text}</strong>
              <span>{changeIn(t, language, change)}</span>
              <Button size="small" onClick={() => add(change.question)}>
                {t("proposal.add")}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function MostAsked({ session, questions }: { session: SessionView; questions: AgendaProposal["questions"] }) {
  const t = useTexts(sessionTexts);
  const add = useAddLine(session);
  return (
    <>
      <h3 className={styles.subheading}>{t("proposal.questions")}</h3>
      {questions.length === 0 && <p>{t("proposal.noQuestions")}</p>}
      <ul className={styles.lines}>
        {questions.map(({ text, votes }) => (
          <li key={text}>
            <span>
              <strong>{text}</strong> ({t("votes", { count: votes })})
            </span>
            <Button size="small" onClick={() => add({ sv: text, fi: text, en: text })}>
              {t("proposal.add")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Puts a line last on the agenda, in each language that the session is held in; with a way back. */
function useAddLine(session: SessionView) {
  const t = useTexts(sessionTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const write = useDeed(session, ({ draft, version }: Pick<SessionView, "draft" | "version">) =>
    api<SessionView>("PUT", sessionPath(session), { version, draft }),
  );
  const onError = (error: Error) => toast({ message: wordsFor(error, say) });
  const put = ({ draft, version }: SessionView, agenda: Words, onSuccess?: (view: SessionView) => void) =>
    write.mutate({ version, draft: { ...draft, agenda } }, { onError, ...(onSuccess && { onSuccess }) });

  return (line: Words) => {
    if (write.isPending) return;
    const agenda = withLine(session.draft.agenda, line, session.languages);
    if (agenda === session.draft.agenda) return toast({ message: t("proposal.already") });
    put(session, agenda, (view) =>
      toast({
        message: t("proposal.added"),
        undo: () => put(view, withoutLine(view.draft.agenda, line)),
      }),
    );
  };
}
