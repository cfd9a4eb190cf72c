import type { ConceptDraft } from "bot/glossary/contract";
import { useState } from "react";
import { read, write } from "#platform/browser-memory.ts";

/** What is being written about one concept, kept in this browser until it is sent. */
export type Kept = {
  /** The concept's, ours from the start: sending again after a lost answer proposes no second one. */
  id: string;
  /** What it stands on; "" for a new concept. */
  version: string;
  draft: ConceptDraft;
  reason: string;
  /** Where the writing began: the same place finds it again. */
  from: string;
};

/** One draft per `name`. What was left unsent is found again, unless one now begins from somewhere else. */
export function useKeptDraft(name: string, from: string, begin: () => Omit<Kept, "from">) {
  const key = `glossary.${name}`;
  const [state, setState] = useState(() => {
    const found = keptIn(key);
    const isRestored = found !== null && (from === "" || found.from === from);
    return { kept: isRestored ? found : { ...begin(), from }, isRestored };
  });
  const put = (kept: Kept) => {
    write(key, JSON.stringify(kept));
    setState((before) => ({ ...before, kept }));
  };
  return {
    ...state,
    change(next: Partial<Kept> | ((kept: Kept) => Partial<Kept>)) {
      setState((before) => {
        const kept = { ...before.kept, ...(typeof next === "function" ? next(before.kept) : next) };
        write(key, JSON.stringify(kept));
        return { ...before, kept };
      });
    },
    /** It has been sent. */
    forget: () => void write(key, null),
    /** Throws away what was written; gives it back, for who regrets it. */
    beginAnew(): () => void {
      const before = state;
      write(key, null);
      setState({ kept: { ...begin(), from }, isRestored: false });
      return () => {
        put(before.kept);
      };
    },
  };
}

export type KeptDraft = ReturnType<typeof useKeptDraft>;

function keptIn(key: string): Kept | null {
  try {
    // Written by this page; if somebody changed it by hand, the server's schema says no.
    return JSON.parse(read(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}
