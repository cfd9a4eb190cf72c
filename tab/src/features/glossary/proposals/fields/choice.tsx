import { Field, Select } from "@fluentui/react-components";

type Props<T extends string> = {
  label: string;
  value: T | null;
  choices: readonly T[];
  /** What it is called when nothing is chosen; left out where something must be. */
  none?: string;
  words(choice: T): string;
  change(choice: T | null): void;
};

/** One of a few, or none of them. */
export function Choice<T extends string>({ label, value, choices, none, words, change }: Props<T>) {
  return (
    <Field label={label}>
      <Select
        value={value ?? ""}
        onChange={(_, { value: chosen }) => change(choices.find((each) => each === chosen) ?? null)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
