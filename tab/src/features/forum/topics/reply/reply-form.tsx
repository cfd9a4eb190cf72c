import { Button } from "@fluentui/react-components";
import type { Author, TopicView } from "bot/forum/contract";
import { type RefObject, useState } from "react";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { limits } from "#features/forum/limits.ts";
import { nameWithin } from "#features/forum/names.ts";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { LanguageChoice } from "#features/forum/writing/language-choice.tsx";
import type { ForumDraft } from "#features/forum/writing/use-forum-draft.ts";
import { useMentioning } from "#features/forum/writing/use-mentioning.ts";
import { SaveLine, SaveNotices } from "#platform/drafting/save-state.tsx";
import { type FieldHandle, MarkdownField } from "#platform/markdown/markdown-field.tsx";
import { useTexts } from "#platform/texts.ts";
import type { Answer } from "./use-sending.ts";

type Props = {
  field: RefObject<FieldHandle | null>;
  draft: ForumDraft;
  /** Where in Teams the answer is read too. */
  channels: TopicView["channels"];
  /** Who wrote what is quoted, where that post is on the page. */
  quoted: Author | undefined;
  send(answer: Answer): void;
  /** One that did not get there, as far as we know. */
  failed: Answer | undefined;
};

/** An answer under work, saved by itself. */
export function ReplyForm({ field, draft, channels, quoted, send, failed }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const { mentions, mentionsOf } = useMentioning();
  const [isMissing, setMissing] = useState(false);
  const { text, language, quote } = draft.now.draft;

  const submit = async () => {
    setMissing(!text.trim());
    if (!text.trim()) return field.current?.focus();
    const answer = {
      language,
      text: text.trim(),
      mentions: await mentionsOf(text),
      quote,
    };
    // The same answer keeps its id, so that it is written once; another one must not be taken for it.
    const isSame = failed?.text === answer.text && failed.quote?.number === answer.quote?.number;
    send({ id: isSame ? failed.id : crypto.randomUUID(), ...answer });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SaveNotices editing={draft.now} resolve={draft.resolve} />
      {quote && (
        <blockquote className={styles.quote}>
          <p>
            {quoted
              ? t("reply.quoting", { name: nameWithin(quoted, say) })
              : t("reply.quoting.number", { number: quote.number })}
          </p>
          <p dir="auto">{quote.text}</p>
          <Button size="small" onClick={() => draft.change((before) => ({ ...before, quote: null }))}>
            {t("reply.unquote")}
          </Button>
        </blockquote>
      )}
      <MarkdownField
        ref={field}
        label={t("reply.text")}
        value={text}
        lang={language}
        maxLength={limits.post}
        change={(next) => draft.change((before) => ({ ...before, text: next }))}
        submit={() => void submit()}
        mentions={mentions}
        error={isMissing && !text.trim() ? t("reply.missing") : null}
      />
      <div className={styles.line}>
        <Button type="submit" appearance="primary">
          {t("reply.send")}
        </Button>
        <LanguageChoice
          value={language}
          choose={(chosen) => draft.change((before) => ({ ...before, language: chosen }))}
        />
        {(text || quote || draft.now.save.name !== "saved") && (
          <SaveLine editing={draft.now} saveNow={draft.saveNow} />
        )}
      </div>
      <p className={styles.about}>{t("reply.hint")}</p>
      {channels.length > 0 && (
        <p className={styles.about}>
          {t("reply.channels", { channels: channels.map(({ name }) => name).join(", ") })}
        </p>
      )}
    </form>
  );
}
