import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { askInput, Moderation, QuestionBox } from "bot/coffee/contract";
import { questionsQuery, type SessionName, sessionPath } from "#features/coffee/series/session/queries.ts";
import { api } from "#platform/api.ts";

type Asked = (typeof askInput)["_output"];

/* Each deed answers with the whole box, which is then shown. All of them may be sent twice: they name what shall be true. */

const pathOf = (session: SessionName) => `${sessionPath(session)}/questions`;

export const useAsk = (session: SessionName) =>
  useBoxDeed(session, (asked: Asked) => api<QuestionBox>("POST", pathOf(session), asked));

export const useVote = (session: SessionName) =>
  useBoxDeed(session, ({ id, voted }: { id: string; voted: boolean }) =>
    api<QuestionBox>("PUT", `${pathOf(session)}/${id}/vote`, { voted }),
  );

export const useWithdrawal = (session: SessionName) =>
  useBoxDeed(session, (id: string) => api<QuestionBox>("DELETE", `${pathOf(session)}/${id}`));

export const useModeration = (session: SessionName) =>
  useBoxDeed(session, ({ id, deed }: { id: string; deed: Moderation }) =>
    api<QuestionBox>("POST", `${pathOf(session)}/${id}/moderation`, deed),
  );

export const useHandover = (session: SessionName) =>
  useBoxDeed(session, (id: string) => api<QuestionBox>("POST", `${pathOf(session)}/${id}/handover`, {}));

function useBoxDeed<Input>(session: SessionName, deed: (input: Input) => Promise<QuestionBox>) {
  const client = useQueryClient();
  const { queryKey } = questionsQuery(session);
  return useMutation({
    // One after the other: a vote and its taking back must not overtake each other.
    scope: { id: queryKey.join(" ") },
    // A read that began before the write would show what was before it.
    onMutate: () => client.cancelQueries({ queryKey }),
    mutationFn: deed,
    onSuccess: (box) => client.setQueryData(queryKey, box),
  });
}
