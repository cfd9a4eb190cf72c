import { Field, Input, Textarea } from "@fluentui/react-components";
import type { Language, Words } from "bot/surveys/contract";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { draftingTexts } from "./drafting-texts.ts";
import { fieldId, inOrder, missingIn } from "./fields.ts";
import styles from "./words-field.module.css";

/** One text in every language of the survey, side by side; below each other where there is no room. */
export function WordsField({
  label,
  hint,
  path,
  words,
  languages,
  maxLength,
  lines = 1,
  optional = false,
  change,
}: Props) {
  const t = useTexts(draftingTexts);
  const missing = missingIn(words, languages, optional);
  return (
    <fieldset className={styles.words}>
      <legend className={styles.legend}>
        {label}
        {hint && <span className={styles.hint}> {hint}</span>}
      </legend>
      <div className={styles.languages}>
        {inOrder(languages).map((language) => {
          const props = {
            id: fieldId(path, language),
            value: words[language],
            lang: language,
            maxLength,
            onChange: (_: unknown, { value }: { value: string }) => change({ ...words, [language]: value }),
          };
          return (
            <Field
              key={language}
              // With an id of its own the field would no longer know its label, which then could not be pressed.
              label={{ children: languageNames[language], htmlFor: props.id }}
              size="small"
              validationState={missing.includes(language) ? "warning" : "none"}
              // A state and no alarm: told with the field, and not each time that it comes.
              validationMessage={
                missing.includes(language) ? { children: t("missing"), role: undefined } : null
              }
            >
              {lines > 1 ? (
                <Textarea {...props} rows={lines} resize="vertical" size="medium" />
              ) : (
                <Input {...props} size="medium" />
              )}
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

type Props = {
  label: string;
  hint?: string;
  path: string;
  words: Words;
  languages: Language[];
  maxLength: number;
  lines?: number;
  optional?: boolean;
  change(words: Words): void;
};
