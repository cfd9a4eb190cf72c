import { queryOptions } from "@tanstack/react-query";
import type { AgendaProposal, NowView, QuestionBox, SessionRow } from "bot/coffee/contract";
import { sessionQuery } from "#features/coffee/queries.ts";
import { api } from "#platform/api.ts";

/* What belongs to one session, below the session's own key. */

/** What names a session: its series, and the day that the rule gives it. */
export type SessionName = Pick<SessionRow, "seriesId" | "date">;

export const sessionPath = ({ seriesId, date }: SessionName) => `/coffee/series/${seriesId}/sessions/${date}`;
const keyOf = ({ seriesId, date }: SessionName) => sessionQuery(seriesId, date).queryKey;

export const questionsQuery = (session: SessionName) =>
  queryOptions({
    queryKey: [...keyOf(session), "questions"],
    queryFn: () => api<QuestionBox>("GET", `${sessionPath(session)}/questions`),
  });

export const agendaQuery = (session: SessionName) =>
  queryOptions({
    queryKey: [...keyOf(session), "agenda"],
    queryFn: () => api<AgendaProposal>("GET", `${sessionPath(session)}/agenda`),
    staleTime: 60_000,
  });

export const nowQuery = () =>
  queryOptions({ queryKey: ["coffee", "now"], queryFn: () => api<NowView>("GET", "/coffee/now") });
