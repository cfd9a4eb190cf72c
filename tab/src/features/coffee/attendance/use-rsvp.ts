import type { answerInput, SessionView } from "bot/coffee/contract";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { standingIn } from "./my-rsvp.ts";

type Wish = (typeof answerInput)["_output"];

/** Answers, and says aloud how one then stands. The same answer twice is the same answer. */
export function useAnswer(session: SessionView) {
  const t = useTexts(sessionTexts);
  const announce = useAnnounce();
  return useDeed(
    session,
    (wish: Wish) => api<SessionView>("PUT", `${sessionPath(session)}/answer`, wish),
    (answered) => announce(standingIn(t, answered)),
  );
}
