import { useQueryClient } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { useWritten } from "#platform/unsaved/use-written.ts";
import { isConflict, newest, saveOn } from "./save-on.ts";

/** One part of a session as a form: what the part is, and how it is put. */
export type FormPart<Part> = {
  name: string;
  of(view: SessionView): Part;
  put(version: string, part: Part): Promise<SessionView>;
};

/**
 * What an organiser writes. Until something is changed the form follows the server; from then on it is the person's, and
 * a save on top of somebody else's words is a conflict for them to settle.
 */
export function usePartForm<Part>(
  session: SessionView,
  { name, of, put }: FormPart<Part>,
  saved: () => void,
) {
  const client = useQueryClient();
  const [mine, setMine] = useWritten<{ base: SessionView; part: Part } | undefined>(
    `coffee.${name}.${session.seriesId}.${session.date}`,
    undefined,
  );
  const { base, part } = mine ?? { base: session, part: of(session) };
  const save = useDeed(
    session,
    (written: { base: SessionView; part: Part }) =>
      saveOn(client, written.base, of, (version) => put(version, written.part)),
    (_, written) => {
      // What was typed while it was being saved stays.
      setMine((now) => (now?.part === written.part ? undefined : now));
      saved();
    },
  );
  const drop = () => {
    setMine(undefined);
    save.reset();
  };
  return {
    part,
    isChanged: mine !== undefined,
    isPending: save.isPending,
    isConflict: isConflict(save.error),
    error: isConflict(save.error) ? null : save.error,
    change: (next: (part: Part) => Part) =>
      setMine((now) => ({ base: now?.base ?? session, part: next(now?.part ?? part) })),
    save: () => save.mutate({ base, part }),
    drop,
    /** Mine over theirs. A read that fails leaves the choice open. */
    saveOver: () =>
      newest(client, session).then(
        (now) => {
          setMine({ base: now, part });
          save.mutate({ base: now, part });
        },
        () => {},
      ),
    /** Theirs in place of mine. */
    takeTheirs: () => newest(client, session).then(drop, () => {}),
  };
}

export type PartForm<Part> = ReturnType<typeof usePartForm<Part>>;
