import { Button, Field, Input } from "@fluentui/react-components";
import type { TopicView } from "bot/forum/contract";
import { type FormEvent, useEffect, useRef, useState } from "react";
import forumStyles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { limits } from "#features/forum/limits.ts";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import type { Deeds } from "#features/forum/topics/use-action.ts";
import { LanguageChoice } from "#features/forum/writing/language-choice.tsx";
import { TagsChoice } from "#features/forum/writing/tags-choice.tsx";
import { useTags } from "#features/forum/writing/use-tags.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";

/** The contract's own least. */
const leastLetters = 3;

/** The topic's title, subjects and language under change. */
export function EditTopic({ topic, deeds, close }: { topic: TopicView; deeds: Deeds; close(): void }) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const all = useTags();
  const [before] = useState(topic);
  const [title, setTitle] = useState(before.title);
  const [tags, setTags] = useState(before.tags);
  const [language, setLanguage] = useState(before.language);
  const [error, setError] = useState<Error | null>(null);
  useUnsaved(title !== before.title || language !== before.language || tags.join() !== before.tags.join());
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isShort = title.trim().length < leastLetters;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isShort) return;
    try {
      const input = { version: before.version, title: title.trim(), tags, language };
      await deeds.doing({ method: "PUT", path: "", input, done: t("edit.topic.done") });
      close();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  return (
    <form className={forumStyles.form} onSubmit={(event) => void save(event)}>
      <Field label={say("new.name")} validationMessage={isShort ? say("new.name.short") : null}>
        <Input
          input={{ ref: field }}
          value={title}
          lang={language}
          maxLength={limits.title}
          onChange={(_, { value }) => setTitle(value)}
        />
      </Field>
      <TagsChoice
        label={say("new.tags")}
        hint={say("new.tags.hint", { most: limits.tags })}
        tags={all}
        chosen={tags}
        most={limits.tags}
        choose={setTags}
      />
      {error && <Problem error={error} />}
      <div className={forumStyles.line}>
        <Button type="submit" appearance="primary">
          {t("save")}
        </Button>
        <Button onClick={close}>{t("cancel")}</Button>
        <LanguageChoice value={language} choose={setLanguage} />
      </div>
    </form>
  );
}
