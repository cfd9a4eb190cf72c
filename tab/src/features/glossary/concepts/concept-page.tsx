import { useQuery } from "@tanstack/react-query";
import type { ConceptView } from "bot/glossary/contract";
import { Link, useParams } from "react-router";
import { wordsIn } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { headwordOf } from "#features/glossary/headword.ts";
import { conceptQuery } from "#features/glossary/queries.ts";
import { ReviewPanel } from "#features/glossary/reviews/review-panel.tsx";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { Deeds } from "./concept-actions.tsx";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { HistoryPart } from "./history.tsx";
import { LanguagePart } from "./language-part.tsx";
import { Relations } from "./relations.tsx";
import { CopyingProvider, useCopying } from "./term/use-copied.ts";
import { Written } from "./written.tsx";

const followMs = 15_000;

/** One concept: what it is called in each language, what it means, and how it came to be so. */
export function ConceptPage() {
  const { id = "" } = useParams();
  const t = useTexts(glossaryTexts);
  const language = useLanguage();
  const concept = useQuery({
    ...conceptQuery(id),
    // While it is in review others vote, and its time runs out.
    refetchInterval: ({ state }) => (isInReview(state.data) ? followMs : false),
  });
  if (concept.error && !concept.data) {
    return (
      <>
        <TermsTrail />
        <PageHeading title={t("title")} />
        <Problem error={concept.error} again={() => void concept.refetch()} />
      </>
    );
  }
  if (!concept.data) return <PageSkeleton />;
  const headword = headwordOf(concept.data.draft, language);
  return (
    <>
      <TermsTrail />
      <PageHeading title={headword?.text ?? t("untitled")} lang={headword?.lang}>
        <Standing concept={concept.data} />
      </PageHeading>
      <Deeds concept={concept.data} />
      <Contents concept={concept.data} />
      <ReviewPanel key={concept.data.review?.openedAt} concept={concept.data} />
      {concept.data.may.seeHistory && <HistoryPart concept={concept.data} />}
    </>
  );
}

const isInReview = (concept: ConceptView | undefined): boolean => concept?.review?.decidedAt === null;

function Standing({ concept }: { concept: ConceptView }) {
  const { fieldName, checkedAt, removedAt } = concept;
  const t = useTexts(glossaryTexts);
  const say = useTexts(conceptTexts);
  const language = useLanguage();
  const field = fieldName && wordsIn(fieldName, language);
  return (
    <span className={styles.standing}>
      {field?.text && <span lang={field.lang}>{field.text}</span>}
      {removedAt && <Badge color="bad">{say("badge.removed")}</Badge>}
      <Badge color={checkedAt ? "good" : "warning"}>
        {checkedAt ? say("badge.checked") : t("unchecked")}
      </Badge>
      {isInReview(concept) && <Badge color="brand">{t("inReview")}</Badge>}
    </span>
  );
}

function Contents({ concept }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const own = useLanguage();
  const copying = useCopying();
  const { draft } = concept;
  return (
    <CopyingProvider value={copying}>
      <div className={styles.languages}>
        {[own, ...languages.filter((each) => each !== own)].map((language) => (
          <LanguagePart key={language} draft={draft} language={language} />
        ))}
      </div>
      <Relations concept={concept} />
      {draft.note && (
        <section aria-labelledby="note">
          <h2 id="note" className={styles.heading}>
            {t("note")}
          </h2>
          <p className={styles.text}>{draft.note}</p>
        </section>
      )}
      {draft.topicId && !concept.review && concept.may.discuss && (
        <p>
          <Link to={`/forum/topics/${draft.topicId}`} className={styles.link}>
            {t("topic")}
          </Link>
        </p>
      )}
      <Written concept={concept} />
    </CopyingProvider>
  );
}
