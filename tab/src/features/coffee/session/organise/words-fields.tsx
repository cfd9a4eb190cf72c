import { Field, Input, Textarea } from "@fluentui/react-components";
import type { Language, Words } from "bot/coffee/contract";
import { languages as allLanguages, languageNames } from "#platform/language.ts";
import styles from "./words-fields.module.css";

/** One text in every language that the session is held in, side by side where there is room. */
export function WordsFields({ label, hint, words, languages, maxLength, lines = 1, change }: Props) {
  return (
    <fieldset className={styles.words}>
      <legend className={styles.legend}>
        {label}
        {hint && <span className={styles.hint}> {hint}</span>}
      </legend>
      <div className={styles.languages}>
        {allLanguages
          .filter((language) => languages.includes(language))
          .map((language) => {
            const props = {
              value: words[language],
              lang: language,
              maxLength,
              onChange: (_: unknown, { value }: { value: string }) => change({ ...words, [language]: value }),
            };
            return (
              <Field key={language} label={languageNames[language]} size="small">
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
  words: Words;
  languages: readonly Language[];
  maxLength: number;
  lines?: number;
  change(words: Words): void;
};
