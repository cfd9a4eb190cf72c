import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import type { Language, Field as SubjectField } from "bot/glossary/contract";
import { sortedFields } from "#features/glossary/field-words.ts";
import { limits } from "#features/glossary/lists.ts";
import { languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import { LanguageFields } from "./fields/language-fields.tsx";
import { RelationsField } from "./fields/relations-field.tsx";
import type { FormProps } from "./form-props.ts";

type Props = FormProps & { fields: SubjectField[]; first?: Language };

/** All that is written about a concept; the reader's own language first, if no other one is asked for. */
export function ConceptForm({ fields, first, ...props }: Props) {
  const t = useTexts(editTexts);
  const own = useLanguage();
  const lead = first ?? own;
  const { draft, change } = props;
  return (
    <>
      <div className={styles.fields}>
        <Field label={t("field")}>
          <Select
            value={draft.field ?? ""}
            onChange={(_, { value }) => change((now) => ({ ...now, field: value || null }))}
          >
            <option value="">{t("field.none")}</option>
            {sortedFields(fields, own).map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {[lead, ...languages.filter((each) => each !== lead)].map((language) => (
        <LanguageFields key={language} language={language} {...props} />
      ))}
      <section aria-labelledby="around">
        <h2 id="around" className={styles.heading}>
          {t("whole")}
        </h2>
        <div className={styles.stack}>
          <RelationsField conceptId={props.conceptId} draft={draft} change={change} />
          <Field label={t("source.whole")} hint={t("source.whole.about")}>
            <Input
              value={draft.source}
              maxLength={limits.source}
              onChange={(_, { value }) => change((now) => ({ ...now, source: value }))}
            />
          </Field>
          <Field label={t("note.whole")}>
            <Textarea
              value={draft.note}
              maxLength={limits.note}
              resize="vertical"
              onChange={(_, { value }) => change((now) => ({ ...now, note: value }))}
            />
          </Field>
        </div>
      </section>
    </>
  );
}
