import type { SessionDraft, SessionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionPath } from "#features/coffee/session/queries.ts";
import { useDeed } from "#features/coffee/session/use-deed.ts";
import { ApiError, api } from "#platform/api.ts";

/**
 * What an organiser writes, on the version that it began from. Until something is changed the form follows the server;
 * from then on it is the person's, and a save on top of somebody else's is a conflict for them to settle.
 */
export function useSessionForm(session: SessionView, saved: () => void) {
  const [mine, setMine] = useState<{ version: string; draft: SessionDraft }>();
  const save = useDeed(
    session,
    (input: { version: string; draft: SessionDraft }) => api<SessionView>("PUT", sessionPath(session), input),
    (_, input) => {
      // What was typed while it was being saved stays.
      setMine((now) => (now?.draft === input.draft ? undefined : now));
      saved();
    },
  );
  const { version, draft } = mine ?? session;
  return {
    draft,
    isChanged: mine !== undefined,
    isPending: save.isPending,
    isConflict: isConflict(save.error),
    error: isConflict(save.error) ? null : save.error,
    change: (part: Partial<SessionDraft>) =>
      setMine((now) => ({ version: session.version, ...now, draft: { ...(now?.draft ?? draft), ...part } })),
    save: () => save.mutate({ version, draft }),
    /** Writes over what the other person wrote; `session` must be the newest. */
    saveOver(newest: SessionView) {
      setMine({ version: newest.version, draft });
      save.mutate({ version: newest.version, draft });
    },
    drop() {
      setMine(undefined);
      save.reset();
    },
  };
}

export const isConflict = (error: Error | null): boolean =>
  error instanceof ApiError && error.code === "changedMeanwhile";
