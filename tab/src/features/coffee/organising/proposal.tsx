import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { AgendaProposal, SessionDraft, SessionView, Words } from "bot/coffee/contract";
import { agendaQuery } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { changeIn } from "./change-words.ts";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";
import { useAddLine } from "./use-add-line.ts";
import type { PartForm } from "./use-part-form.ts";

/** What the data suggests to talk about: what changed most in the surveys, and what most people ask. */
export function Proposal({ session, form }: Props) {
  const t = useTexts(sessionTexts);
  const proposal = useQuery(agendaQuery(session));
  const add = useAddLine(session, form);
  return (
    <Part title={t("proposal")}>
      <p className={styles.about}>{t("proposal.about")}</p>
      {proposal.isPending && <RowsSkeleton rows={2} />}
      {proposal.error && <Problem error={proposal.error} again={() => void proposal.refetch()} />}
      {proposal.data && <Changes changes={proposal.data.changes} add={add} />}
      {proposal.data && <MostAsked questions={proposal.data.questions} add={add} />}
    </Part>
  );
}

type Props = { session: SessionView; form: PartForm<SessionDraft> };
type Adding = { add(line: Words): void };

function Changes({ changes, add }: Adding & Pick<AgendaProposal, "changes">) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
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

function MostAsked({ questions, add }: Adding & Pick<AgendaProposal, "questions">) {
  const t = useTexts(sessionTexts);
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
