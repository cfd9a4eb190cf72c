import { Button } from "@fluentui/react-components";
import type { QuestionBox, QuestionView, SessionView } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import styles from "./question-item.module.css";
import { useTold } from "./use-told.ts";
import { VoteButton } from "./vote-button.tsx";
import { Withdraw } from "./withdraw.tsx";

const Moderating = lazy(() => import("./moderating.tsx").then(({ Moderating }) => ({ default: Moderating })));

/** One question: its votes, who asked, what became of it, and what one may do with it. */
export function QuestionItem({ session, question, box, showsAnswer, renew }: Props) {
  const t = useTexts(sessionTexts);
  const told = useTold(session, question, renew);
  const [isOpen, setIsOpen] = useState(false);
  // Here and not in the fold, which may be closed with an answer half written.
  const [typed, setTyped] = useState<string>();
  useUnsaved(typed !== undefined && typed.trim() !== question.answer);
  const name = `question-${question.id}`;
  const isDone = question.state !== "open";
  const isManageable = !isDone || question.state === "answered";

  return (
    <li
      id={name}
      tabIndex={-1}
      className={`${styles.item} ${question.pinned && !isDone ? styles.pinned : ""}`}
    >
      <VoteButton session={session} question={question} isOpen={box.open} />
      <div className={styles.body}>
        <p id={`${name}-text`} className={styles.text}>
          {question.text}
        </p>
        <p className={styles.about}>
          {question.state !== "open" && (
            <Badge color={question.state === "answered" ? "good" : "plain"}>
              {t(`question.${question.state}`)}
            </Badge>
          )}
          {question.pinned && !isDone && <Badge color="brand">{t("question.pinned")}</Badge>}
          {question.handedOver && <Badge color="plain">{t("question.handedOver")}</Badge>}
          <span>{question.author ?? t("question.anonymous")}</span>
          {question.mine && <span>{t("question.mine")}</span>}
        </p>
        <Fate question={question} box={box} showsAnswer={showsAnswer} />
      </div>
      <div className={styles.deeds}>
        {box.mayModerate && (
          <>
            <Button
              size="small"
              aria-describedby={`${name}-text`}
              onClick={() => told.moderate(isDone ? { deed: "reopen" } : { deed: "answer", answer: "" })}
            >
              {t(isDone ? "moderate.reopen" : "moderate.answered")}
            </Button>
            {isManageable && (
              <Button
                size="small"
                appearance="subtle"
                aria-expanded={isOpen}
                aria-describedby={`${name}-text`}
                onClick={() => setIsOpen(!isOpen)}
              >
                {t("moderate.more")}
              </Button>
            )}
          </>
        )}
        {question.mine && question.state === "open" && (
          <Withdraw session={session} questionId={question.id} />
        )}
      </div>
      {isOpen && isManageable && box.mayModerate && (
        <Suspense fallback={null}>
          <Moderating
            question={question}
            box={box}
            told={told}
            answer={typed ?? question.answer}
            setAnswer={setTyped}
            close={() => {
              setIsOpen(false);
              document.getElementById(name)?.focus();
            }}
          />
        </Suspense>
      )}
    </li>
  );
}

type Props = {
  session: SessionView;
  question: QuestionView;
  box: QuestionBox;
  showsAnswer: boolean;
  renew(latest: QuestionBox["questions"]): void;
};

/** The answer, the reason, or the question that it went into. */
function Fate({ question, box, showsAnswer }: Pick<Props, "question" | "box" | "showsAnswer">) {
  const t = useTexts(sessionTexts);
  if (question.state === "answered" && question.answer && showsAnswer) {
    return <p className={styles.answer}>{t("question.answer", { answer: question.answer })}</p>;
  }
  if (question.state === "withheld" && question.reason) {
    return <p className={styles.fate}>{t("question.why", { reason: t(`reason.${question.reason}`) })}</p>;
  }
  const into = box.questions.find(({ id }) => id === question.mergedInto);
  return question.state === "merged" && into ? (
    <p className={styles.fate}>{t("question.into", { text: into.text })}</p>
  ) : null;
}
