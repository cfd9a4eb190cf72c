import { Button } from "@fluentui/react-components";
import type { Author } from "bot/forum/contract";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { Markdown } from "#platform/markdown/markdown.tsx";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { Quote } from "./quote.tsx";
import type { Answer } from "./use-sending.ts";

type Props = {
  answer: Answer;
  quoted: Author | undefined;
  error: Error | null;
  again(): void;
  change(): void;
};

/** The answer where it will stand, before the server has it; where it does not come there, the way on. */
export function SentReply({ answer, quoted, error, again, change }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(platformTexts);
  return (
    <article className={`${styles.post} ${styles.sending}`}>
      {answer.quote && <Quote quote={{ ...answer.quote, author: quoted }} />}
      <Markdown text={answer.text} lang={answer.language} />
      {error ? (
        <Message
          intent="error"
          role="alert"
          title={t("reply.failed")}
          deeds={
            <>
              <Button onClick={again}>{t("reply.again")}</Button>
              <Button onClick={change}>{t("reply.change")}</Button>
            </>
          }
        >
          {wordsFor(error, say)}
        </Message>
      ) : (
        <p role="status" className={styles.about}>
          {t("reply.sending")}
        </p>
      )}
    </article>
  );
}
