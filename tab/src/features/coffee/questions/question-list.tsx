import { Button } from "@fluentui/react-components";
import type { QuestionBox, SessionView } from "bot/coffee/contract";
import { useEffect, useRef, useState } from "react";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { QuestionItem } from "./question-item.tsx";
import styles from "./questions.module.css";
import { useSteadyOrder } from "./use-steady-order.ts";

/** All questions that one may see. The line above the list keeps its room, so that what it says moves nothing. */
export function QuestionList({ session, box }: Props) {
  const t = useTexts(sessionTexts);
  const { rows, isBehind, renew } = useSteadyOrder(box.questions);
  const list = useRef<HTMLUListElement>(null);
  const show = () => {
    renew(box.questions);
    list.current?.focus();
  };
  useOwnQuestion(box, renew);
  const open = box.questions.filter(({ state }) => state === "open");

  return (
    <>
      <div className={styles.line}>
        <p>{t("questions.open", { count: open.length })}</p>
        <span role="status" className={unseen}>
          {isBehind && t("questions.behind")}
        </span>
        {isBehind && (
          <Button size="small" onClick={show}>
            {t("questions.renew")}
          </Button>
        )}
      </div>
      <ul ref={list} tabIndex={-1} aria-label={t("questions")} className={styles.list}>
        {rows.map(({ id, question, showsAnswer }) =>
          question ? (
            <QuestionItem
              key={id}
              session={session}
              question={question}
              box={box}
              showsAnswer={showsAnswer}
              renew={renew}
            />
          ) : (
            <Gone key={`gone ${id}`} id={id} />
          ),
        )}
      </ul>
    </>
  );
}

type Props = { session: SessionView; box: QuestionBox };

/** Where a question was: as high as it was, so that nothing below moves; it keeps the focus too. */
function Gone({ id }: { id: string }) {
  const t = useTexts(sessionTexts);
  const name = `question-${id}`;
  // The page still shows the question while this is first made.
  const [before] = useState(() => {
    const question = document.getElementById(name);
    return { height: question?.offsetHeight, hadFocus: question?.contains(document.activeElement) };
  });
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (before.hadFocus) item.current?.focus();
  }, [before]);
  return (
    <li ref={item} id={name} tabIndex={-1} className={styles.gone} style={{ minHeight: before.height }}>
      {t("question.gone")}
    </li>
  );
}

/** One's own new question is an act of one's own: the list comes into order with it. */
function useOwnQuestion({ questions }: QuestionBox, renew: (latest: QuestionBox["questions"]) => void) {
  const mine = questions.filter((question) => question.mine).length;
  const before = useRef(mine);
  const newest = useRef({ questions, renew });
  newest.current = { questions, renew };
  useEffect(() => {
    const isMore = mine > before.current;
    before.current = mine;
    // React must have painted what it has before it is told to paint at once.
    if (isMore) queueMicrotask(() => newest.current.renew(newest.current.questions));
  }, [mine]);
}
