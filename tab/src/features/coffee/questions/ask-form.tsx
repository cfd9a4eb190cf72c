import { Button, Checkbox, Field, Textarea } from "@fluentui/react-components";
import type { QuestionBox } from "bot/coffee/contract";
import { type FormEvent, useRef, useState } from "react";
import type { SessionName } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";
import styles from "./ask-form.module.css";
import { useAsk } from "./use-question-actions.ts";

/** The contract's own limits. */
const leastLetters = 3;
const mostLetters = 500;

/** Asks with one's name, or without where the series lets one. What is written stays until it has gone through. */
export function AskForm({ session, box }: { session: SessionName; box: QuestionBox }) {
  const t = useTexts(sessionTexts);
  const announce = useAnnounce();
  const ask = useAsk(session);
  const [text, setText] = useWritten(`coffee.question.${session.seriesId}.${session.date}`, "");
  const [anonymous, setAnonymous] = useState(false);
  const [isShort, setIsShort] = useState(false);
  // The id is ours and stays until the question has gone through: sent twice it is asked once.
  const id = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ask.isPending) return;
    const lacks = text.trim().length < leastLetters;
    setIsShort(lacks);
    if (lacks) return form.current?.querySelector("textarea")?.focus();
    ask.mutate(
      { id: id.current, text: text.trim(), anonymous: anonymous && box.mayAskAnonymously },
      {
        onSuccess() {
          id.current = crypto.randomUUID();
          setText("");
          announce(t("ask.done"));
        },
      },
    );
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      <Field
        label={t("ask.label")}
        hint={t("ask.hint", { most: mostLetters })}
        validationMessage={isShort ? t("ask.short") : null}
      >
        <Textarea
          value={text}
          maxLength={mostLetters}
          rows={2}
          resize="vertical"
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      {box.mayAskAnonymously && (
        <div>
          <Checkbox
            label={t("ask.anonymous")}
            checked={anonymous}
            onChange={(_, { checked }) => setAnonymous(checked === true)}
          />
          <p className={styles.about}>{t(anonymous ? "ask.anonymous.about" : "ask.named.about")}</p>
        </div>
      )}
      {!box.mayAskAnonymously && <p className={styles.about}>{t("ask.named.about")}</p>}
      {ask.error && <Problem error={ask.error} />}
      <Button type="submit" appearance="primary" disabledFocusable={ask.isPending}>
        {t("ask.send")}
      </Button>
    </form>
  );
}
