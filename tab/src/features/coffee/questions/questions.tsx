import { useQuery } from "@tanstack/react-query";
import type { SessionRow, SessionView } from "bot/coffee/contract";
import { questionsQuery } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { ApiError } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { AskForm } from "./ask-form.tsx";
import { QuestionList } from "./question-list.tsx";
import styles from "./questions.module.css";
import { Withheld } from "./withheld.tsx";

/** Others ask and vote meanwhile; a page that nobody sees asks for nothing. */
const followMs: Partial<Record<SessionRow["state"], number>> = {
  planned: 15_000,
  invited: 5_000,
  now: 3_000,
  over: 30_000,
};

/** The question box: asked beforehand, voted on, answered in the session. `isPanel` reads well from afar. */
export function Questions({ session, isPanel = false }: { session: SessionView; isPanel?: boolean }) {
  const t = useTexts(sessionTexts);
  const box = useQuery({
    ...questionsQuery(session),
    refetchInterval: followMs[session.state] ?? false,
  });
  // A series that has not begun has no box.
  if (box.error instanceof ApiError && box.error.status === 404 && !box.data) return null;
  return (
    <section aria-labelledby="questions" className={isPanel ? styles.panel : styles.questions}>
      <h2 id="questions" tabIndex={-1} className={styles.heading}>
        {t("questions")}
      </h2>
      {box.error && !box.data && <Problem error={box.error} again={() => void box.refetch()} />}
      {box.isPending && <RowsSkeleton rows={2} />}
      {box.data && !isPanel && session.may.ask && <AskForm session={session} box={box.data} />}
      {box.data && !isPanel && !session.may.ask && <p>{t("ask.closed")}</p>}
      {box.data && <QuestionList session={session} box={box.data} />}
      {box.data && <Withheld withheld={box.data.withheld} />}
      {box.data && isPanel && session.may.ask && (
        <details className={styles.fold}>
          <summary>{t("ask")}</summary>
          <AskForm session={session} box={box.data} />
        </details>
      )}
    </section>
  );
}
