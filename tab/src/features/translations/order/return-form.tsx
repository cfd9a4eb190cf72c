import { Button, Field, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import styles from "./order.module.css";

/** The contract's own least and most. */
const least = 3;
const most = 1_000;

type Props = { isPending: boolean; send(remark: string): void; close(): void };

/** What the translator is asked to look at again. */
export function ReturnForm({ isPending, send, close }: Props) {
  const t = useTexts(translationsTexts);
  const say = useTexts(platformTexts);
  const [remark, setRemark] = useState("");
  useUnsaved(remark.trim() !== "");
  const [isTried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isShort = remark.trim().length < least;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isShort) field.current?.focus();
        else if (!isPending) send(remark.trim());
      }}
    >
      <Field
        label={t("return.remark")}
        hint={t("return.hint")}
        validationState={isTried && isShort ? "error" : "none"}
        validationMessage={isTried && isShort ? t("return.short") : null}
      >
        <Textarea
          textarea={{ ref: field }}
          value={remark}
          rows={3}
          maxLength={most}
          resize="vertical"
          onChange={(_, { value }) => setRemark(value)}
        />
      </Field>
      <div className={styles.deeds}>
        <Button type="submit" appearance="primary" disabledFocusable={isPending}>
          {t("return")}
        </Button>
        <Button onClick={close}>{say("cancel")}</Button>
      </div>
    </form>
  );
}
