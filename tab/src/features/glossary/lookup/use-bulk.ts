import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { BulkAction, BulkResult, ConceptRow } from "bot/glossary/contract";
import { useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";

/** As many as the server takes in a request. */
const batch = 50;

type Run = { action: BulkAction; rows: ConceptRow[] };
/** What was left as it was, and why. */
export type Left = { row: ConceptRow; reason: string };
export type Bulk = ReturnType<typeof useBulk>;

/** Concepts ticked in the list, and what is done to all of them. What is not shown is not chosen. */
export function useBulk(concepts: ConceptRow[]) {
  const t = useTexts(glossaryTexts);
  const toast = useToast();
  const announce = useAnnounce();
  const client = useQueryClient();
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const [left, setLeft] = useState<Left[]>([]);
  const pick = (ids: readonly string[], on: boolean) =>
    setPicked((before) => {
      const others = [...(before ?? [])].filter((id) => !ids.includes(id));
      return new Set(on ? [...others, ...ids] : others);
    });

  const run = useMutation({
    mutationFn: async ({ action, rows }: Run): Promise<BulkResult> => {
      const result: BulkResult = { done: [], left: [] };
      for (let from = 0; from < rows.length; from += batch) {
        const part = rows.slice(from, from + batch).map(({ id, number }) => ({ id, number }));
        const { done, left } = await api<BulkResult>("POST", "/glossary/bulk", { action, concepts: part });
        result.done.push(...done);
        result.left.push(...left);
      }
      return result;
    },
    onSuccess({ done, left }, { action, rows }) {
      setLeft(
        left.flatMap(({ id, reason }) => {
          const row = rows.find((each) => each.id === id);
          return row ? [{ row, reason }] : [];
        }),
      );
      pick(done, false);
      if (left.length > 0) announce(t("bulk.left", { count: left.length }));
      if (done.length > 0 && action !== "bringBack") {
        const back = () =>
          run.mutateAsync({ action: "bringBack", rows: rows.filter(({ id }) => done.includes(id)) });
        toast({
          message: t(`bulk.${action}.done`, { count: done.length }),
          ...(action === "remove" && { undo: back }),
        });
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["glossary"] }),
  });

  return {
    picked,
    chosen: concepts.filter(({ id }) => picked?.has(id)),
    pick,
    left,
    run,
    toggle() {
      setPicked(picked ? null : new Set());
      setLeft([]);
      run.reset();
    },
  };
}
