import type { PostView } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { nameOf } from "#features/forum/names.ts";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { useTexts } from "#platform/texts.ts";

/** What a post answers: whose words, and where they stand. */
export function Quote({ quote }: { quote: NonNullable<PostView["quote"]> }) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  return (
    <blockquote className={styles.quote}>
      <Link to={`?post=${quote.number}`}>
        {t("quoted", { name: nameOf(quote.author, say), number: quote.number })}
      </Link>
      {quote.text && <p dir="auto">{quote.text}</p>}
    </blockquote>
  );
}
