import { Button } from "@fluentui/react-components";
import type { PostView } from "bot/forum/contract";
import { useEffect, useRef, useState } from "react";
import { limits } from "#features/forum/limits.ts";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import type { Deeds } from "#features/forum/topics/use-action.ts";
import { LanguageChoice } from "#features/forum/writing/language-choice.tsx";
import { useMentioning } from "#features/forum/writing/use-mentioning.ts";
import { type FieldHandle, MarkdownField } from "#platform/markdown/markdown-field.tsx";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";

type Props = { topicId: string; post: PostView; deeds: Deeds; close(): void };

/** A post under change, in its place. Where it has been changed meanwhile the server says so, and what was written stays. */
export function Edit({ topicId, post, deeds, close }: Props) {
  const t = useTexts(topicTexts);
  const field = useRef<FieldHandle>(null);
  // What stood there when one began: a newer one that is read meanwhile is not what one changes.
  const [before] = useState(post);
  const [{ text, language }, write] = useWritten(`forum.${topicId}.${post.number}`, {
    text: before.text,
    language: before.language,
  });
  const [error, setError] = useState<Error | null>(null);
  const { mentions, mentionsOf } = useMentioning(post.mentions);
  useEffect(() => field.current?.focus(), []);

  const finish = () => {
    close();
    document.getElementById(`post-${post.number}`)?.focus();
  };
  const save = async () => {
    if (!text.trim()) return;
    try {
      const input = {
        version: before.version,
        text: text.trim(),
        language,
        mentions: await mentionsOf(text),
      };
      await deeds.doing({ method: "PUT", path: `/posts/${post.number}`, input, done: t("edit.done") });
      finish();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <MarkdownField
        ref={field}
        label={t("edit.text")}
        value={text}
        lang={language}
        maxLength={limits.post}
        change={(next) => write((now) => ({ ...now, text: next }))}
        submit={() => void save()}
        mentions={mentions}
        error={text.trim() ? null : t("reply.missing")}
      />
      {error && <Problem error={error} />}
      <div className={styles.line}>
        <Button type="submit" appearance="primary">
          {t("save")}
        </Button>
        <Button onClick={finish}>{t("cancel")}</Button>
        <LanguageChoice value={language} choose={(next) => write((now) => ({ ...now, language: next }))} />
      </div>
    </form>
  );
}
