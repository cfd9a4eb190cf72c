import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { headwordOf } from "#features/glossary/headword.ts";
import { conceptQuery, glossaryQuery } from "#features/glossary/queries.ts";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { ChangeForm } from "./change-form.tsx";
import { editTexts } from "./edit-texts.ts";

/** Where a concept is changed. */
export function EditPage() {
  const { id = "" } = useParams();
  const t = useTexts(editTexts);
  const say = useTexts(glossaryTexts);
  const language = useLanguage();
  const concept = useQuery(conceptQuery(id));
  const glossary = useQuery(glossaryQuery());
  const problem = (!concept.data && concept.error) || (!glossary.data && glossary.error);
  const headword = concept.data && headwordOf(concept.data.draft, language);
  const trail = concept.data && {
    id,
    text: headword?.text ?? say("untitled"),
    lang: headword?.lang ?? language,
  };
  if (problem) {
    const again = () => void Promise.all([concept.refetch(), glossary.refetch()]);
    return (
      <>
        <TermsTrail />
        <PageHeading title={t("edit.title")} />
        <Problem error={problem} again={again} />
      </>
    );
  }
  if (!concept.data || !glossary.data) return <PageSkeleton />;
  return (
    <>
      <TermsTrail concept={trail} />
      <PageHeading title={t("edit.title")} />
      {concept.data.may.edit ? (
        <ChangeForm key={id} concept={concept.data} glossary={glossary.data} />
      ) : (
        <Message>{t("edit.notNow")}</Message>
      )}
    </>
  );
}
