import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import styles from "./time-form.module.css";

type Props = {
  /** What one opens to change the time. */
  title: string;
  label: string;
  hint?: string;
  /** The deed, on its button. */
  save: string;
  /** ISO instant. */
  at: string;
  isPending: boolean;
  error: Error | null;
  change(at: string): void;
};

/** Another time for something that has one, in Finnish time; folded until one wants it. */
export function TimeForm({ title, label, hint, save, at, isPending, error, change }: Props) {
  const [local, setLocal] = useState(() => toHelsinki(at));
  useUnsaved(local !== toHelsinki(at));
  const next = fromHelsinki(local);
  return (
    <details className={styles.fold}>
      <summary>{title}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (next && !isPending) change(next);
        }}
      >
        <Field label={label} {...(hint && { hint })}>
          <Input type="datetime-local" value={local} required onChange={(_, { value }) => setLocal(value)} />
        </Field>
        <Button type="submit" disabledFocusable={!next || isPending}>
          {save}
        </Button>
        {error && <Problem error={error} />}
      </form>
    </details>
  );
}
