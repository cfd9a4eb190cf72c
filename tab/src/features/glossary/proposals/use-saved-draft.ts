import type { ConceptDraft } from "bot/glossary/contract";
import { useState } from "react";
import { localCopies } from "#platform/drafting/local-copies.ts";

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

/**
 * One draft per `name`. What was left unsent is found again, unless one now begins from somewhere else; it then waits where it
 * began.
 */
export function useKeptDraft(name: string, from: string, begin: () => Omit<Kept, "from">) {
  const [copies] = useState(() => localCopies<Kept>(`glossary.${name}`, from));
  const [state, setState] = useState(() => {
    const found = copies.find();
    return { kept: found ?? { ...begin(), from }, isRestored: found !== null };
  });
  const put = (kept: Kept) => {
    copies.keep(kept);
    setState((before) => ({ ...before, kept }));
  };
  return {
    ...state,
    change(next: Partial<Kept> | ((kept: Kept) => Partial<Kept>)) {
      setState((before) => {
        const kept = { ...before.kept, ...(typeof next === "function" ? next(before.kept) : next) };
        copies.keep(kept);
        return { ...before, kept };
      });
    },
    /** It has been sent. */
    forget: () => copies.keep(null),
    /** Throws away what was written; gives it back, for who regrets it. */
    beginAnew(): () => void {
      const before = state;
      copies.keep(null);
      setState({ kept: { ...begin(), from }, isRestored: false });
      return () => {
        put(before.kept);
      };
    },
  };
}

export type KeptDraft = ReturnType<typeof useKeptDraft>;
