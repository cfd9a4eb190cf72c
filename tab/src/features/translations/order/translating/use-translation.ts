import { useQueryClient } from "@tanstack/react-query";
import type { OrderView } from "bot/translations/contract";
import { useMemo, useState } from "react";
import { orderPath, orderQuery } from "#features/translations/queries.ts";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { ApiError, api } from "#platform/api.ts";
import type { Editing } from "#platform/drafting/draft-saver.ts";
import { useDraft } from "#platform/drafting/use-draft.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";

/** Translations by the texts' keys. */
export type Translated = Record<string, string>;
export type Work = { version: string; changedAt: string; draft: Translated; order: OrderView };

const workOf = (order: OrderView): Work => ({
  version: order.version,
  changedAt: "",
  draft: Object.fromEntries(order.texts.map(({ key, translation }) => [key, translation])),
  order,
});

/** One's translation of an order, saved by itself; and what its sources were, where they change under it. */
export function useTranslation(order: OrderView) {
  const t = useTexts(translationsTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { id } = order;
  const { queryKey } = orderQuery(id);
  const path = orderPath(id);

  const known = (view: OrderView): Work => {
    client.setQueryData(queryKey, view);
    return workOf(view);
  };
  const newest = async (): Promise<Work> => {
    const view = await api<OrderView>("GET", path);
    // What was not saved stays in this browser, and is met again by whoever takes the order anew. Said once.
    const wasMine = client.getQueryData<OrderView>(queryKey)?.may.write;
    if (wasMine && !view.may.write) toast({ message: t("lost") });
    return known(view);
  };

  const saver = useDraft<Work>(
    `translation.${id}`,
    useMemo(() => workOf(order), [order]),
    {
      async put(version, draft) {
        const texts = changedIn(draft, client.getQueryData(queryKey) ?? order);
        try {
          return workOf(await api<OrderView>("PUT", path, { version, texts }));
        } catch (error) {
          // It is no longer one's own to write: how it stands now is shown instead.
          if (error instanceof ApiError && (error.status === 404 || error.code === "notNow")) await newest();
          throw error;
        }
      },
      get: newest,
      saved: ({ order: view }) => void known(view),
    },
  );
  const { now: editing, editing: live, saveNow } = saver;

  return {
    ...saver,
    editing,
    before: useBefore(order, editing),
    /** Saves what is not yet saved; says whether all of it is. */
    async saveAll(): Promise<boolean> {
      await saveNow();
      return live.get().save.name === "saved";
    },
  };
}

/** What differs from what the server is known to have. */
const changedIn = (draft: Translated, { texts }: OrderView): Translated =>
  Object.fromEntries(
    texts.flatMap(({ key, translation }) => {
      const mine = draft[key];
      return mine === undefined || mine === translation ? [] : [[key, mine]];
    }),
  );

/** The sources as they were when they were last translated from, by key, where they are others now. */
function useBefore(order: OrderView, { save }: Editing<Work>): Partial<Record<string, string>> {
  // While something is unsaved, one has written it to what one saw when the writing began.
  const [seen, setSeen] = useState(order);
  if (save.name === "saved" && seen !== order) setSeen(order);
  const sources = new Map(seen.texts.map(({ key, source }) => [key, source]));
  return Object.fromEntries(
    order.texts.flatMap(({ key, source, sourceBefore }) => {
      const then = sourceBefore ?? sources.get(key);
      return then === undefined || then === source ? [] : [[key, then]];
    }),
  );
}
