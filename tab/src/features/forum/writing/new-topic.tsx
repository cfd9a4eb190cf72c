import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DraftList, startInput, TopicView } from "bot/forum/contract";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import styles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { limits } from "#features/forum/limits.ts";
import { topicLists } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";
import { SaveLine, SaveNotices } from "#platform/drafting/save-state.tsx";
import { type FieldHandle, MarkdownField } from "#platform/markdown/markdown-field.tsx";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { TagsChoice } from "./tags-choice.tsx";
import { type Content, useForumDraft } from "./use-forum-draft.ts";
import { useMentioning } from "./use-mentioning.ts";
import { useTags } from "./use-tags.ts";

type Start = (typeof startInput)["_output"];
/** The contract's own least. */
const leastLetters = 3;

/** A new topic under work, saved by itself until it is published. */
export function NewTopic({ drafts }: { drafts: DraftList }) {
  const t = useTexts(forumTexts);
  const tags = useTags();
  const draft = useForumDraft("new", drafts);
  const { mentions, mentionsOf } = useMentioning();
  const { title, text, language, ...content } = draft.now.draft;
  const [isChecked, setChecked] = useState(false);
  // The id is ours and stays: published again after a lost answer it is one topic.
  const [id] = useState(() => crypto.randomUUID());
  const titleField = useRef<HTMLInputElement>(null);
  const textField = useRef<FieldHandle>(null);
  const { state }: { state: { isWriting?: boolean } | null } = useLocation();
  const isWriting = state?.isWriting ?? false;
  // Who came by the key is about to write, and not to read the heading.
  useEffect(() => {
    if (isWriting) titleField.current?.focus();
  }, [isWriting]);
  const publish = usePublish(() => draft.published());
  const set = (part: Partial<Content>) => draft.change((before) => ({ ...before, ...part }));

  const isShort = title.trim().length < leastLetters;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setChecked(true);
    if (isShort) return titleField.current?.focus();
    if (!text.trim()) return textField.current?.focus();
    if (publish.isPending) return;
    const written = { title: title.trim(), text: text.trim(), language, tags: content.tags };
    publish.mutate({ id, ...written, mentions: await mentionsOf(text) });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <SaveNotices editing={draft.now} resolve={draft.resolve} />
      <Field
        label={t("new.name")}
        hint={t("new.name.hint")}
        validationMessage={isChecked && isShort ? t("new.name.short") : null}
      >
        <Input
          input={{ ref: titleField }}
          value={title}
          lang={language}
          maxLength={limits.title}
          onChange={(_, { value }) => set({ title: value })}
        />
      </Field>
      <MarkdownField
        ref={textField}
        label={t("new.text")}
        value={text}
        lang={language}
        maxLength={limits.post}
        change={(value) => set({ text: value })}
        submit={() => void submit()}
        mentions={mentions}
        error={isChecked && !text.trim() ? t("new.text.missing") : null}
      />
      {tags.length > 0 && (
        <TagsChoice
          label={t("new.tags")}
          hint={t("new.tags.hint", { most: limits.tags })}
          tags={tags}
          chosen={content.tags}
          most={limits.tags}
          choose={(chosen) => set({ tags: chosen })}
        />
      )}
      {publish.error && <Problem error={publish.error} />}
      <div className={styles.line}>
        <Button type="submit" appearance="primary" disabledFocusable={publish.isPending}>
          {t(publish.isPending ? "new.sending" : "new.send")}
        </Button>
        <LanguageChoice value={language} choose={(chosen) => set({ language: chosen })} />
        {(title || text || draft.now.save.name !== "saved") && (
          <SaveLine editing={draft.now} saveNow={draft.saveNow} />
        )}
      </div>
    </form>
  );
}

function usePublish(published: () => Promise<void>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    networkMode: "always",
    mutationFn: (start: Start) => api<TopicView>("POST", "/forum/topics", start),
    async onSuccess(_, { id }) {
      await published();
      void client.invalidateQueries({ queryKey: topicLists });
      void navigate(`/forum/topics/${id}`, { replace: true });
    },
  });
}
