import { Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { limits } from "#features/forum/limits.ts";
import { FormDialog } from "./form-dialog.tsx";

type Props = {
  title: string;
  label: string;
  hint: string;
  submit: string;
  act(reason: string): Promise<unknown>;
  close(): void;
};

/** The contract's own least. */
const leastLetters = 3;

/** Asks why, since others are told. */
export function ReasonDialog({ title, label, hint, submit, act, close }: Props) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      {...{ title, submit, close }}
      isChanged={reason.trim() !== ""}
      isReady={reason.trim().length >= leastLetters}
      act={() => act(reason.trim())}
    >
      <Field label={label} hint={hint}>
        <Textarea
          value={reason}
          maxLength={limits.reason}
          rows={3}
          onChange={(_, { value }) => setReason(value)}
        />
      </Field>
    </FormDialog>
  );
}
