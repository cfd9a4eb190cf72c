import type { PostView, TopicView } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { nameOf } from "#features/forum/names.ts";
import { Markdown } from "#platform/markdown/markdown.tsx";
import { useTexts } from "#platform/texts.ts";
import { ProposeLink } from "./propose-link.tsx";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";

type Props = { topic: TopicView; best: PostView; shown: PostView[] };

/** The best answer, above all others; it stands in its place too. */
export function Best({ topic, best, shown }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const isHere = shown.some(({ number }) => number === best.number);
  return (
    <section aria-labelledby="best" className={styles.best}>
      <h2 id="best" className={styles.bestHeading}>
        {t("best")}
      </h2>
      <p className={styles.about}>{nameOf(best.author, say)}</p>
      <Markdown text={best.text} lang={best.language} names={best.mentions.map(({ name }) => name)} />
      <p className={styles.deeds}>
        {isHere ? (
          <a href={`#post-${best.number}`}>{t("best.see")}</a>
        ) : (
          <Link to={`?post=${best.number}`}>{t("best.see")}</Link>
        )}
        {best.may.propose && <ProposeLink topicId={topic.id} number={best.number} />}
      </p>
    </section>
  );
}
