import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { PostView, TopicView } from "bot/forum/contract";
import { Fragment, useEffect } from "react";
import { wishesQuery } from "#features/forum/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { firstNew } from "./first-new.ts";
import { Post } from "./post.tsx";
import type { Quoting } from "./reply/quoting.ts";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";
import type { Deeds } from "./use-action.ts";
import type { TopicQuery } from "./use-topic.ts";

type Props = {
  query: TopicQuery;
  topic: TopicView;
  posts: PostView[];
  deeds: Deeds;
  /** The last post that was read before one came. */
  readTo: number;
  /** The post that a link led to. */
  target: number | null;
  answer(quoting: Quoting): void;
};

/** The posts in order, with a line where the new ones begin. */
export function Posts({ query, topic, posts, deeds, readTo, target, answer }: Props) {
  const t = useTexts(topicTexts);
  const wishes = useQuery({ ...wishesQuery(), staleTime: 300_000 });
  const reads = wishes.data?.reads;
  const first = firstNew(posts, readTo);
  useTarget(target);
  return (
    <section aria-label={t("posts")} className={styles.posts}>
      {query.error && <Problem error={query.error} again={() => void query.refetch()} />}
      <p className={styles.jump}>
        {query.hasPreviousPage && (
          <Button
            disabledFocusable={query.isFetchingPreviousPage}
            onClick={() => void query.fetchPreviousPage()}
          >
            {t("earlier")}
          </Button>
        )}
        {first && <a href={`#post-${first.number}`}>{t("unread.jump")}</a>}
      </p>
      {posts.map((post) => (
        <Fragment key={post.number}>
          {post.number === first?.number && (
            <h2 className={styles.unread}>
              <span>{t("unread.here")}</span>
            </h2>
          )}
          <Post
            {...{ topic, post, deeds, answer }}
            isFolded={reads?.includes(post.language) === false && !post.author.mine && post.number !== target}
          />
        </Fragment>
      ))}
      {query.hasNextPage && (
        <Button disabledFocusable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("later")}
        </Button>
      )}
    </section>
  );
}

/** The post that a link led to is in view and has the focus, once. */
function useTarget(target: number | null): void {
  useEffect(() => {
    if (target === null) return;
    const post = document.getElementById(`post-${target}`);
    post?.scrollIntoView({ block: "start" });
    post?.focus({ preventScroll: true });
  }, [target]);
}
