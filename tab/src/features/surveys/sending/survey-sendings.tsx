import { useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { SendingList } from "#platform/sending/sending-list.tsx";

/** Where the survey's card was sent, and what became of it. */
export function SurveySendings({ survey: { id, may, state, places } }: { survey: SurveyView }) {
  const client = useQueryClient();
  if (state === "draft" && places.length === 0) return null;
  // A survey whose only sending was cancelled is a draft again.
  const changed = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: surveyQuery(id).queryKey, exact: true }),
      client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true }),
    ]);
  return <SendingList path={`/surveys/${id}`} maySend={may.send} mayMove={may.send} changed={changed} />;
}
