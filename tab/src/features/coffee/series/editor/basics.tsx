import { Checkbox, Field, Input } from "@fluentui/react-components";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { fieldId, inOrder } from "#platform/drafting/fields.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { languageNames, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import type { DraftProps } from "./draft.ts";

/** What the series is called and about, in which languages, and who hosts it. */
export function Basics({ draft, change }: DraftProps) {
  const t = useTexts(seriesTexts);
  return (
    <>
      <WordsField
        label={t("title")}
        path="title"
        words={draft.title}
        languages={draft.languages}
        maxLength={120}
        change={(title) => change((now) => ({ ...now, title }))}
      />
      <WordsField
        label={t("about")}
        hint={t("about.hint")}
        path="about"
        words={draft.about}
        languages={draft.languages}
        maxLength={1_000}
        lines={3}
        optional
        change={(about) => change((now) => ({ ...now, about }))}
      />
      <fieldset className={styles.group}>
        <legend>{t("languages")}</legend>
        {languages.map((each) => (
          <Checkbox
            key={each}
            label={<span lang={each}>{languageNames[each]}</span>}
            checked={draft.languages.includes(each)}
            disabled={draft.languages.length === 1 && draft.languages.includes(each)}
            onChange={(_, { checked }) =>
              change((now) => ({
                ...now,
                languages: inOrder(
                  checked === true
                    ? [...now.languages, each]
                    : now.languages.filter((language) => language !== each),
                ),
              }))
            }
          />
        ))}
        <p className={styles.about}>{t("languages.hint")}</p>
      </fieldset>
      <Field label={{ children: t("host"), htmlFor: fieldId("host", null) }} hint={t("host.hint")}>
        <Input
          id={fieldId("host", null)}
          className={styles.medium ?? ""}
          value={draft.host}
          maxLength={120}
          autoComplete="name"
          onChange={(_, { value }) => change((now) => ({ ...now, host: value }))}
        />
      </Field>
    </>
  );
}
