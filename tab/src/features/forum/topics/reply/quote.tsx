import type { Author, PostView } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { nameOf } from "#features/forum/names.ts";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { useTexts } from "#platform/texts.ts";

type Props = { quote: Omit<NonNullable<PostView["quote"]>, "author"> & { author?: Author | undefined } };

/** What a post answers: whose words, as far as it is known here, and where they stand. */
export function Quote({ quote }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  return (
    <blockquote className={styles.quote}>
      <Link to={`?post=${quote.number}`}>
        {quote.author
          ? t("quoted", { name: nameOf(quote.author, say), number: quote.number })
          : t("quoted.number", { number: quote.number })}
      </Link>
      {quote.text && <p dir="auto">{quote.text}</p>}
    </blockquote>
  );
}
