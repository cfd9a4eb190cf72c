import { useQuery } from "@tanstack/react-query";
import type { Field } from "bot/glossary/contract";
import { useState } from "react";
import { sortedFields } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { glossaryQuery } from "#features/glossary/queries.ts";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { FieldForm } from "./field-form.tsx";
import { FieldRow } from "./field-row.tsx";
import styles from "./fields.module.css";

/** The subject fields, which concepts and the forum's topics have in common. */
export function FieldsPage() {
  const t = useTexts(glossaryTexts);
  const glossary = useQuery(glossaryQuery());
  return (
    <>
      <TermsTrail />
      <PageHeading title={t("fields")} />
      <p className={styles.about}>{t("fields.about")}</p>
      {glossary.error && <Problem error={glossary.error} again={() => void glossary.refetch()} />}
      {glossary.isPending && <RowsSkeleton rows={4} />}
      {glossary.data && (
        <FieldList fields={glossary.data.fields} mayManage={glossary.data.may.manageFields} />
      )}
    </>
  );
}

function FieldList({ fields, mayManage }: { fields: Field[]; mayManage: boolean }) {
  const t = useTexts(glossaryTexts);
  const language = useLanguage();
  const [added, setAdded] = useState(0);
  return (
    <>
      {fields.length === 0 && <p>{t("fields.none")}</p>}
      <ul className={styles.rows}>
        {sortedFields(fields, language).map((field) => (
          <FieldRow key={field.id} field={field} mayManage={mayManage} />
        ))}
      </ul>
      {mayManage && (
        <section aria-labelledby="add" className={styles.add}>
          <h2 id="add">{t("fields.add")}</h2>
          <FieldForm
            key={added}
            field={null}
            taken={fields.map(({ id }) => id)}
            done={() => setAdded((before) => before + 1)}
          />
        </section>
      )}
    </>
  );
}
