import type { SessionDraft, SessionView, Words } from "bot/coffee/contract";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { tellingFailure } from "#platform/tell-failure.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { withLine, withoutLine } from "./agenda-line.ts";
import type { PartForm } from "./use-part-form.ts";

/**
 * Puts a line last on the agenda, in each language that the session is held in; with a way back. It is saved at once,
 * unless the form has changes that wait to be saved: then it waits with them.
 */
export function useAddLine(session: SessionView, form: PartForm<SessionDraft>) {
  const t = useTexts(sessionTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const write = useDeed(session, ({ draft, version }: Pick<SessionView, "draft" | "version">) =>
    api<SessionView>("PUT", sessionPath(session), { version, draft }),
  );
  const onError = (error: Error) => toast({ message: wordsFor(error, say) });

  return (line: Words) => {
    if (write.isPending) return;
    const { agenda } = form.part;
    const longer = withLine(agenda, line, form.part.languages ?? session.languages);
    if (longer === agenda) return toast({ message: t("proposal.already") });
    if (form.isChanged) {
      form.change((draft) => ({ ...draft, agenda: longer }));
      return toast({ message: t("proposal.waits") });
    }
    const { version, draft } = session;
    const takeBack = (view: SessionView) => {
      const agenda = withoutLine(view.draft.agenda, line);
      return tellingFailure(
        write.mutateAsync({ version: view.version, draft: { ...view.draft, agenda } }),
        onError,
      );
    };
    write.mutate(
      { version, draft: { ...draft, agenda: longer } },
      {
        onSuccess: (view) => toast({ message: t("proposal.added"), undo: () => takeBack(view) }),
        onError,
      },
    );
  };
}
