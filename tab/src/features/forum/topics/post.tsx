import type { PostView, TopicView } from "bot/forum/contract";
import { lazy, Suspense, useRef, useState } from "react";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { nameOf } from "#features/forum/names.ts";
import { whenIn } from "#features/forum/when.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { Markdown } from "#platform/markdown/markdown.tsx";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { PostDeeds } from "./post-actions.tsx";
import { Removed } from "./removed.tsx";
import { Quote } from "./reply/quote.tsx";
import { type Quoting, quoting } from "./reply/quoting.ts";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";
import type { Deeds } from "./use-action.ts";

const Edit = lazy(() => import("./dialogs/edit.tsx").then(({ Edit }) => ({ default: Edit })));

type Props = {
  topic: TopicView;
  post: PostView;
  deeds: Deeds;
  /** In a language that one does not read. */
  isFolded: boolean;
  answer(quoting: Quoting): void;
};

/** One post: who wrote it and when, what it answers, its text, and what one may do with it. */
export function Post({ topic, post, deeds, isFolded, answer }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const text = useRef<HTMLDivElement>(null);
  const [isShown, setShown] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const id = `post-${post.number}`;
  return (
    <article
      id={id}
      tabIndex={-1}
      data-row={post.number}
      aria-labelledby={`${id}-by`}
      className={`${styles.post} ${post.isBest ? styles.isBest : ""}`}
    >
      <Head post={post} id={id} />
      {post.removed && !isEditing ? (
        <Removed post={post} deeds={deeds} />
      ) : isFolded && !isShown ? (
        <p className={styles.about}>
          {t("folded", { language: say(`language.${post.language}`) })}{" "}
          <button type="button" className={styles.link} onClick={() => setShown(true)}>
            {t("folded.show")}
          </button>
        </p>
      ) : isEditing ? (
        <Suspense fallback={<RowsSkeleton rows={1} />}>
          <Edit topicId={topic.id} {...{ post, deeds }} close={() => setEditing(false)} />
        </Suspense>
      ) : (
        <>
          {post.quote && <Quote quote={post.quote} />}
          <div ref={text}>
            <Markdown text={post.text} lang={post.language} names={post.mentions.map(({ name }) => name)} />
          </div>
          <PostDeeds
            {...{ topic, post, deeds }}
            edit={() => setEditing(true)}
            quote={() => answer(quoting(post, text.current))}
          />
        </>
      )}
    </article>
  );
}

function Head({ post, id }: { post: PostView; id: string }) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const language = useLanguage();
  return (
    <div className={styles.head}>
      <h2 id={`${id}-by`} className={styles.author}>
        {nameOf(post.author, say)}
      </h2>
      <p className={styles.about}>
        <Link
          to={`?post=${post.number}`}
          aria-label={`${t("number", { number: post.number })}, ${dateTimeIn(language, post.at)}`}
        >
          <time dateTime={post.at}>{whenIn(language, post.at)}</time>
        </Link>
        {post.editedAt && <span>{t("edited", { at: whenIn(language, post.editedAt) })}</span>}
        {post.teamsLink && (
          <a href={post.teamsLink} target="_blank" rel="noreferrer">
            {t("fromTeams")}
          </a>
        )}
        {post.language !== language && (
          <span>{say("row.language", { language: say(`language.${post.language}`) })}</span>
        )}
      </p>
      <p className={styles.badges}>
        {post.isBest && <Badge color="good">{t("best")}</Badge>}
        {post.isReported && <Badge color="warning">{t("reported")}</Badge>}
      </p>
    </div>
  );
}
