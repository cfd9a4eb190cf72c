import type { ConceptView, Review } from "bot/glossary/contract";
import { Link } from "react-router";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { nameOf } from "#features/glossary/concepts/written.tsx";
import { dateTimeIn } from "#platform/helsinki.ts";
import { languageNames, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { Approve } from "./approve.tsx";
import { Decide } from "./decide.tsx";
import { OpenReview } from "./open-review.tsx";
import { Reopen } from "./reopen.tsx";
import styles from "./review.module.css";
import { Voting } from "./voting.tsx";

/** The review of proposed terms: a time for comments, votes, a decision; or a decision at once; and the way to take it up again. */
export function ReviewPanel({ concept }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const { review, may, removedAt } = concept;
  const keptFocus = useKeptFocus("review");
  const hasNothing = !review && !may.openReview && !may.approve && !may.reopen;
  if (removedAt || hasNothing) return null;
  const isOpen = review !== null && review.decidedAt === null;
  return (
    <section aria-labelledby="review" className={styles.panel} {...keptFocus}>
      <h2 id="review" tabIndex={-1}>
        {t("review")}
      </h2>
      {review && <Course review={review} />}
      {review &&
        isOpen &&
        review.votes.map((given) => <Voting key={given.language} concept={concept} given={given} />)}
      {review && !isOpen && <Decision review={review} />}
      {isOpen && may.decide && <Decide concept={concept} />}
      {may.openReview && <OpenReview concept={concept} />}
      {may.approve && <Approve concept={concept} />}
      {may.reopen && <Reopen concept={concept} />}
    </section>
  );
}

function Course({ review: { openedAt, openedBy, closesAt, decidedAt, topicId } }: { review: Review }) {
  const t = useTexts(conceptTexts);
  const language = useLanguage();
  const at = (instant: string) => dateTimeIn(language, instant);
  const isOver = Date.parse(closesAt) <= Date.now();
  return (
    <>
      <p>
        {t("review.opened", { at: at(openedAt), by: nameOf(openedBy, t) })}{" "}
        {!decidedAt && t(isOver ? "review.over" : "review.until", { at: at(closesAt) })}
      </p>
      {topicId && (
        <p>
          <Link to={`/forum/topics/${topicId}`} className={styles.link}>
            {t("review.topic")}
          </Link>
        </p>
      )}
    </>
  );
}

function Decision({ review: { decision, decidedAt, reason, votes } }: { review: Review }) {
  const t = useTexts(conceptTexts);
  const language = useLanguage();
  if (!decision || !decidedAt) return null;
  return (
    <>
      <p>{t(`review.${decision}`, { at: dateTimeIn(language, decidedAt) })}</p>
      {reason && <p className={styles.reason}>{reason}</p>}
      {votes.map(({ language: voted, counts }) => (
        <p key={voted} className={styles.soft}>
          <span lang={voted}>{languageNames[voted]}</span>: {t("votes.were", counts)}
        </p>
      ))}
    </>
  );
}
