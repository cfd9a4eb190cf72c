import { useQuery } from "@tanstack/react-query";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { draftsQuery } from "#features/forum/queries.ts";
import { Waiting } from "#features/forum/waiting.tsx";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { NewTopic } from "./new-topic.tsx";

/** Where a topic begins. */
export function NewPage() {
  const t = useTexts(forumTexts);
  return (
    <ForumPage>
      <PageHeading title={t("new.title")} />
      <Loaded />
    </ForumPage>
  );
}

/** Drafts that could not be read do not keep anybody from writing. */
function Loaded() {
  const drafts = useQuery(draftsQuery());
  if (drafts.isLoading) return <Waiting query={drafts} rows={2} />;
  return <NewTopic drafts={drafts.data ?? { drafts: [] }} />;
}
