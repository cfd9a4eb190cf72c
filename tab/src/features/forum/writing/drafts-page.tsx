import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DraftView } from "bot/forum/contract";
import { Link } from "react-router";
import styles from "#features/forum/forum.module.css";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { forumTexts, type Translate } from "#features/forum/forum-texts.ts";
import { draftsQuery } from "#features/forum/queries.ts";
import { Offline, Waiting } from "#features/forum/waiting.tsx";
import { whenIn } from "#features/forum/when.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

/** What one has begun and not published. */
export function DraftsPage() {
  const t = useTexts(forumTexts);
  return (
    <ForumPage>
      <PageHeading title={t("drafts.title")} />
      <Offline />
      <Drafts />
    </ForumPage>
  );
}

function Drafts() {
  const t = useTexts(forumTexts);
  const drafts = useQuery(draftsQuery());
  const remove = useRemoval();
  if (!drafts.data) return <Waiting query={drafts} rows={2} />;
  if (drafts.data.drafts.length === 0)
    return (
      <div className={styles.empty}>
        <p>{t("drafts.none")}</p>
        <Link to="/forum/new">{t("new")}</Link>
      </div>
    );
  return (
    <ul className={styles.rows}>
      {drafts.data.drafts.map((draft) => (
        <DraftItem key={draft.key} draft={draft} remove={() => remove(draft)} />
      ))}
    </ul>
  );
}

function DraftItem({ draft, remove }: { draft: DraftView; remove(): void }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  const name = nameOf(draft, t);
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>
        <Link to={draft.key === "new" ? "/forum/new" : `/forum/topics/${draft.key}#reply`}>{name}</Link>
      </h2>
      <p className={styles.excerpt} lang={draft.language}>
        {draft.text.slice(0, excerptLetters)}
      </p>
      <p className={styles.about}>{t("drafts.saved", { at: whenIn(language, draft.savedAt) })}</p>
      <Button size="small" aria-label={t("drafts.remove.of", { name })} onClick={remove}>
        {t("drafts.remove")}
      </Button>
    </li>
  );
}

const excerptLetters = 200;

const nameOf = ({ key, title, topicTitle }: DraftView, t: Translate): string =>
  key === "new"
    ? t("drafts.new", { title: title || t("drafts.untitled") })
    : t("drafts.reply", { title: topicTitle });

/** Removes a draft, with a way back: what was in it is written again. */
function useRemoval(): (draft: DraftView) => void {
  const t = useTexts(forumTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const told = {
    onSuccess: () => client.invalidateQueries(draftsQuery()),
    onError: (error: Error) => toast({ message: wordsFor(error, say) }),
  };
  const write = useMutation({
    mutationFn: ({ key, title, tags, language, text, quote }: DraftView) =>
      api("PUT", `/forum/drafts/${key}`, { version: "", title, tags, language, text, quote }),
    ...told,
  });
  const remove = useMutation({
    mutationFn: ({ key }: DraftView) => api("DELETE", `/forum/drafts/${key}`),
    ...told,
  });
  return (draft) =>
    remove.mutate(draft, {
      onSuccess: () => toast({ message: t("drafts.removed"), undo: () => write.mutateAsync(draft) }),
    });
}
