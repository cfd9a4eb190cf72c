import { Button, Checkbox, Field, Input, Textarea } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Language, OrderInput, OrderStates } from "bot/translations/contract";
import { useEffect, useRef, useState } from "react";
import { api } from "#platform/api.ts";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import styles from "./order-states.module.css";
import { orderStatesQuery } from "./order-states-query.ts";
import { translationTexts } from "./translation-texts.ts";

/** The contract's own. */
const longestNote = 500;

type Props = { path: string; version: string; missing: Language[]; close(): void };

/** What the network is asked for: languages, by when, and what the translator should know. */
export function OrderForm({ path, version, missing, close }: Props) {
  const t = useTexts(translationTexts);
  const say = useTexts(platformTexts);
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<readonly Language[]>([]);
  const [day, setDay] = useState("");
  const [note, setNote] = useState("");
  useUnsaved(day !== "" || note.trim() !== "" || left.length > 0);
  const order = useOrder(path, version, close);
  const to = missing.filter((language) => !left.includes(language));
  useEffect(() => form.current?.querySelector<HTMLElement>("input")?.focus(), []);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        // Needed by a day is by its end.
        const neededBy = fromHelsinki(`${day}T23:59`);
        if (to.length > 0 && !order.isPending) order.mutate({ to, neededBy, note: note.trim() });
      }}
    >
      <fieldset className={styles.languages}>
        <legend>{t("languages")}</legend>
        {missing.map((language) => (
          <Checkbox
            key={language}
            label={t(`to.${language}`)}
            checked={to.includes(language)}
            onChange={(_, { checked }) =>
              setLeft((now) => (checked ? now.filter((each) => each !== language) : [...now, language]))
            }
          />
        ))}
        {to.length === 0 && <p role="alert">{t("languages.none")}</p>}
      </fieldset>
      <Field label={t("neededBy")} hint={t("neededBy.hint")}>
        <Input
          type="date"
          className={styles.day ?? ""}
          min={toHelsinki(new Date().toISOString()).slice(0, 10)}
          value={day}
          onChange={(_, { value }) => setDay(value)}
        />
      </Field>
      <Field label={t("note")} hint={t("note.hint")}>
        <Textarea
          value={note}
          rows={2}
          maxLength={longestNote}
          resize="vertical"
          onChange={(_, { value }) => setNote(value)}
        />
      </Field>
      {order.error && <Problem error={order.error} />}
      <div className={styles.deeds}>
        <Button type="submit" appearance="primary" disabledFocusable={order.isPending || to.length === 0}>
          {t("send")}
        </Button>
        <Button onClick={close}>{say("cancel")}</Button>
      </div>
    </form>
  );
}

/** Ordering the same again changes nothing, so it may be sent twice. */
function useOrder(path: string, version: string, close: () => void) {
  const t = useTexts(translationTexts);
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: OrderInput) => api<OrderStates>("POST", `${path}/translations`, input),
    onSuccess(states) {
      client.setQueryData(orderStatesQuery(path, version).queryKey, states);
      void client.invalidateQueries({ queryKey: ["translations"] });
      toast({ message: t("sent") });
      close();
    },
  });
}
