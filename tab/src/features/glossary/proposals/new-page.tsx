import { useQuery } from "@tanstack/react-query";
import type { GlossaryView, Origin } from "bot/glossary/contract";
import { Link, useSearchParams } from "react-router";
import { limits } from "#features/glossary/lists.ts";
import { glossaryQuery, originQuery } from "#features/glossary/queries.ts";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { languageOf, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { begun, grown } from "./draft.ts";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import { ProposalForm } from "./proposal-form.tsx";

/** Where a concept is proposed: from nothing, from what one looked for, or from a post of the forum. */
export function NewPage() {
  const t = useTexts(editTexts);
  const [asked] = useSearchParams();
  const [topicId, post] = [asked.get("topic") ?? "", asked.get("post") ?? ""];
  const glossary = useQuery(glossaryQuery());
  const origin = useQuery({ ...originQuery(topicId, post), enabled: topicId !== "" });
  const isReady = glossary.data?.may.propose && (topicId === "" || origin.data);
  return (
    <>
      <TermsTrail />
      <PageHeading title={t("new.title")} />
      {glossary.error && <Problem error={glossary.error} again={() => void glossary.refetch()} />}
      {glossary.data?.may.propose === false && <ForMembers />}
      {origin.error && (
        <>
          <Problem error={origin.error} again={() => void origin.refetch()} />
          <p>
            <Link to="/terms/new">{t("origin.without")}</Link>
          </p>
        </>
      )}
      {isReady ? (
        <Begun key={asked.toString()} glossary={glossary.data} origin={origin.data} />
      ) : (
        !glossary.error && !origin.error && glossary.data?.may.propose !== false && <RowsSkeleton rows={4} />
      )}
    </>
  );
}

function Begun({ glossary, origin }: { glossary: GlossaryView | undefined; origin: Origin | undefined }) {
  const [asked] = useSearchParams();
  const own = useLanguage();
  const language = languageOf(asked.get("language")) ?? own;
  const newId = () => crypto.randomUUID();
  if (!glossary) return null;
  return (
    <>
      {origin && <OriginPost origin={origin} />}
      <ProposalForm
        glossary={glossary}
        language={origin?.language ?? language}
        from={asked.toString()}
        begin={() =>
          origin ? grown(origin, newId, limits) : begun(asked.get("term") ?? "", language, newId)
        }
      />
    </>
  );
}

function OriginPost({ origin: { title, text, language, topicId } }: { origin: Origin }) {
  const t = useTexts(editTexts);
  return (
    <figure className={styles.origin}>
      <figcaption>
        {t("origin")}{" "}
        <Link to={`/forum/topics/${topicId}`} lang={language}>
          {title}
        </Link>
      </figcaption>
      <blockquote lang={language}>{text}</blockquote>
    </figure>
  );
}

function ForMembers() {
  const t = useTexts(editTexts);
  return (
    <Message>
      {t("members")} <Link to="/network">{t("members.join")}</Link>
    </Message>
  );
}
