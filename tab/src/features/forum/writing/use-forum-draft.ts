import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { DraftList, DraftView } from "bot/forum/contract";
import { useMemo } from "react";
import { draftsQuery } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";
import type { Written } from "#platform/drafting/draft-saver.ts";
import { useDraft } from "#platform/drafting/use-draft.ts";
import { languageNow } from "#platform/language.ts";

export type Content = Pick<DraftView, "title" | "tags" | "language" | "text" | "quote">;
/** With the list's own entry, which is null where nothing is there. */
type WrittenPost = Written & { draft: Content; entry: DraftView | null };

/** What one writes, of a new topic ("new") or of an answer (its topic's id): kept in the browser at once, on the server soon. */
export function useForumDraft(key: string, list: DraftList) {
  const client = useQueryClient();
  const found = list.drafts.find((draft) => draft.key === key);
  const view = useMemo(() => (found ? writtenOf(found) : nothing()), [found]);
  const draft = useDraft<WrittenPost>(`forum.${key}`, view, {
    put: async (version, content) => {
      return writtenOf(await api<DraftView>("PUT", `/forum/drafts/${key}`, { version, ...content }));
    },
    get: async () => {
      const { drafts } = await api<DraftList>("GET", "/forum/drafts");
      const theirs = drafts.find((draft) => draft.key === key);
      return theirs ? writtenOf(theirs) : nothing();
    },
    saved: ({ entry }) => keepInList(client, key, entry),
  });
  return {
    ...draft,
    /** Once it is published: the draft is gone, here and on the server. Where that fails it stays among the drafts. */
    async published(): Promise<void> {
      await draft.startOver(nothing());
      keepInList(client, key, null);
      await api("DELETE", `/forum/drafts/${key}`).catch(() => {});
    },
  };
}
export type ForumDraft = ReturnType<typeof useForumDraft>;

const writtenOf = (entry: DraftView): WrittenPost => ({
  version: entry.version,
  changedAt: entry.savedAt,
  draft: contentOf(entry),
  entry,
  ...oneself,
});

const contentOf = ({ title, tags, language, text, quote }: DraftView): Content => ({
  title,
  tags,
  language,
  text,
  quote,
});

/** Nobody else can write in it. */
const oneself = { changedBy: { name: "", mine: true } };

const nothing = (): WrittenPost => ({
  version: "",
  changedAt: "",
  draft: { title: "", tags: [], language: languageNow(), text: "", quote: null },
  entry: null,
  ...oneself,
});

/** The list of drafts as it is now; without this an older one read before would come back into the field. */
function keepInList(client: QueryClient, key: string, draft: DraftView | null): void {
  void client.cancelQueries(draftsQuery());
  client.setQueryData(draftsQuery().queryKey, (list) => {
    const others = (list?.drafts ?? []).filter((each) => each.key !== key);
    return { drafts: draft ? [draft, ...others] : others };
  });
}
