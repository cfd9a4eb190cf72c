import { Button } from "@fluentui/react-components";
import type { Answer, SessionView } from "bot/coffee/contract";
import { useId } from "react";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import { answers } from "./choices.ts";
import { Heads } from "./headcount.tsx";
import { standingIn } from "./my-rsvp.ts";
import styles from "./rsvp-card.module.css";
import { useAnswer } from "./use-rsvp.ts";

/** One's own answer: one press answers, the same again takes it back. It can be made to stand for the whole series. */
export function AnswerCard({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const id = useId();
  const answer = useAnswer(session);
  const { standing } = session;
  const shown = answer.isPending ? answer.variables.answer : standing.answer;
  const scope = standing.fromSeries ? "series" : "session";

  return (
    <section aria-labelledby={id} className={styles.card} {...useKeptFocus(id)}>
      <h2 id={id} tabIndex={-1} className={styles.heading}>
        {t(session.may.answer ? "answer" : "answer.over")}
      </h2>
      {session.may.answer && (
        // biome-ignore lint/a11y/useSemanticElements: three buttons are no form
        <div role="group" aria-labelledby={id} className={styles.choices}>
          {answers.map((each) => (
            <Button
              key={each}
              size="large"
              appearance={shown === each ? "primary" : "secondary"}
              aria-pressed={shown === each}
              onClick={() =>
                answer.isPending || answer.mutate(wishFor(standing.answer === each ? null : each, session))
              }
            >
              {t(each === "yes" && isFull(session) ? "answer.queue" : `answer.${each}`)}
            </Button>
          ))}
        </div>
      )}
      {session.may.answer && <p className={styles.standing}>{standingIn(t, session)}</p>}
      {answer.error && <Problem error={answer.error} />}
      {session.may.answer && standing.answer && (
        <>
          <WholeSeries session={session} send={answer.mutate} />
          {standing.answer !== "no" && (
            <Switch
              label={t("answer.showName")}
              checked={answer.isPending ? answer.variables.showName : standing.showName}
              change={(showName) => answer.mutate({ answer: standing.answer, scope, showName })}
            />
          )}
        </>
      )}
      <Heads heads={session.heads} capacity={session.capacity} />
    </section>
  );
}

/** A yes is then a place in the queue; whoever has said it already sees how they stand. */
const isFull = ({ heads, standing }: SessionView): boolean =>
  heads.seatsLeft === 0 && standing.answer !== "yes";

/** An answer that came from the series is answered otherwise for this session alone. */
const wishFor = (answer: Answer | null, { standing }: SessionView) => ({
  answer,
  scope: answer === null && standing.fromSeries ? ("series" as const) : ("session" as const),
  showName: standing.showName,
});

function WholeSeries({ session: { standing }, send }: WholeSeriesProps) {
  const t = useTexts(sessionTexts);
  const { answer, seriesAnswer, showName } = standing;
  const stop = () => send({ answer: null, scope: "series", showName });
  return (
    <div className={styles.series}>
      {seriesAnswer && <p>{t(`answer.series.${seriesAnswer}`)}</p>}
      {answer && answer !== seriesAnswer && (
        <Button size="small" onClick={() => send({ answer, scope: "series", showName })}>
          {t("answer.toSeries")}
        </Button>
      )}
      {seriesAnswer && (
        <Button size="small" appearance="subtle" onClick={stop}>
          {t("answer.stopSeries")}
        </Button>
      )}
    </div>
  );
}

type WholeSeriesProps = { session: SessionView; send: ReturnType<typeof useAnswer>["mutate"] };
