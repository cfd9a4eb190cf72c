import { useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { useEffect, useState } from "react";
import { surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { ApiError, api } from "#platform/api.ts";
import { read, write } from "#platform/browser-memory.ts";
import { useLive } from "#platform/live-value.ts";
import { type DraftSaver, draftSaver, type KeptCopy } from "./draft-saver.ts";

/** The draft under edit, saved by itself. One saver per survey, for as long as the page is open. */
export function useDraft(survey: SurveyView): DraftSaver & { now: ReturnType<DraftSaver["editing"]["get"]> } {
  const client = useQueryClient();
  const [saver] = useState(() => {
    const key = `draft.${survey.id}`;
    return draftSaver(survey, keptCopy(key), {
      put: (version, draft) => api<SurveyView>("PUT", `/surveys/${survey.id}`, { version, draft }),
      get: () => api<SurveyView>("GET", `/surveys/${survey.id}`),
      keep: (copy) => write(key, copy && JSON.stringify(copy)),
      saved: (view) => {
        client.setQueryData(surveyQuery(survey.id).queryKey, view);
        void client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true });
      },
      isConflict: (error) => error instanceof ApiError && error.code === "changedMeanwhile",
      now: () => new Date().toISOString(),
    });
  });

  useEffect(() => saver.meetNewer(survey), [saver, survey]);
  useEffect(() => {
    const save = () => void saver.saveNow();
    save();
    addEventListener("online", save);
    addEventListener("pagehide", save);
    return () => {
      removeEventListener("online", save);
      removeEventListener("pagehide", save);
      void saver.stop();
    };
  }, [saver]);

  return { ...saver, now: useLive(saver.editing) };
}

function keptCopy(key: string): KeptCopy | null {
  try {
    // Written by this page; if somebody changed it by hand, the server's schema says no.
    return JSON.parse(read(key) ?? "null") as KeptCopy | null;
  } catch {
    return null;
  }
}
