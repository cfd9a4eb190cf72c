import { Field, Input } from "@fluentui/react-components";
import { useId, useState } from "react";

type Props<T> = {
  label: string;
  hint?: string;
  id?: string;
  type: "date" | "time" | "number" | "url";
  className?: string | undefined;
  value: T;
  show(value: T): string;
  /** What a text means; undefined where it means nothing. */
  read(text: string): T | undefined;
  /** Said when one leaves the field with a text that means nothing. */
  wrong: string;
  change(value: T): void;
};

/** A field whose text is taken only where it means something: what is half written is never saved. */
export function TypedInput<T>({
  label,
  hint,
  id,
  type,
  className,
  value,
  show,
  read,
  wrong,
  change,
}: Props<T>) {
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const ownId = useId();
  const isWrong = typed !== null && read(typed) === undefined;
  return (
    <Field
      label={{ children: label, htmlFor: id ?? ownId }}
      {...(hint && { hint })}
      validationState={isWrong && left ? "error" : "none"}
      validationMessage={isWrong && left ? wrong : null}
    >
      <Input
        id={id ?? ownId}
        type={type}
        className={className ?? ""}
        value={typed ?? show(value)}
        onChange={(_, { value: text }) => {
          setTyped(text);
          const meant = read(text);
          if (meant !== undefined) change(meant);
        }}
        onBlur={() => {
          setLeft(isWrong);
          if (!isWrong) setTyped(null);
        }}
      />
    </Field>
  );
}
