import type { answerInput, SessionView } from "bot/coffee/contract";
import { useAnnounce } from "#platform/announce.tsx";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { sessionPath } from "./queries.ts";
import { sessionTexts } from "./session-texts.ts";
import { standingIn } from "./standing.ts";
import { useDeed } from "./use-deed.ts";

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
