import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { useState } from "react";
import { useNavigate } from "react-router";
import { resultsQuery, surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { useRemoval } from "#features/surveys/survey/use-removal.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { api } from "#platform/api.ts";
import { sendingsQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import styles from "./manage.module.css";

/** What can be done with a survey as a whole: share its results, close it early, remove it. */
export function Manage({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const { may } = survey;
  if (!may.share && !may.close && !may.remove) return null;
  return (
    <section aria-labelledby="manage" className={styles.manage}>
      <h2 id="manage" className={styles.heading}>
        {t("manage")}
      </h2>
      {may.share && <Sharing survey={survey} />}
      {may.close && <Closing survey={survey} />}
      {may.remove && <Removing survey={survey} />}
    </section>
  );
}

function Sharing({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const take = useTake(survey.id);
  const share = useMutation({
    mutationFn: (shared: boolean) => api<SurveyView>("PUT", `/surveys/${survey.id}/sharing`, { shared }),
    onSuccess: take,
  });
  const shared = share.isPending ? share.variables : survey.draft.shared;
  return (
    <div>
      <Switch label={t("shared")} checked={shared} change={(shared) => share.mutate(shared)} />
      <p className={styles.about}>{t("shared.hint")}</p>
      {share.error && <Problem error={share.error} />}
    </div>
  );
}

function Closing({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const announce = useAnnounce();
  const take = useTake(survey.id);
  const [asking, setAsking] = useState(false);
  const close = useMutation({
    mutationFn: () => api<SurveyView>("POST", `/surveys/${survey.id}/closure`, {}),
    onSuccess: (view) => {
      announce(t("close.done"));
      return take(view);
    },
  });
  return (
    <div>
      <Button disabledFocusable={close.isPending} onClick={() => setAsking(true)}>
        {t("close.button")}
      </Button>
      {close.error && <Problem error={close.error} />}
      {asking && (
        <AskFirst
          title={t("close.title")}
          deed={t("close.button")}
          act={() => close.mutate()}
          close={() => setAsking(false)}
        >
          <p>{t("close.text")}</p>
          {survey.draft.kind === "sealed" && <p>{t("close.sealed")}</p>}
        </AskFirst>
      )}
    </div>
  );
}

function Removing({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const navigate = useNavigate();
  const remove = useRemoval(survey.id);
  return (
    <Button onClick={() => remove.mutate(undefined, { onSuccess: () => void navigate("/") })}>
      {t(survey.state === "draft" ? "remove.draft" : "remove.survey")}
    </Button>
  );
}

/** Takes the survey as the server now has it. */
function useTake(surveyId: string) {
  const client = useQueryClient();
  return async (view: SurveyView) => {
    client.setQueryData(surveyQuery(surveyId).queryKey, view);
    await Promise.all([
      client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true }),
      client.invalidateQueries({ queryKey: sendingsQuery(`/surveys/${surveyId}`).queryKey }),
      client.invalidateQueries({ queryKey: resultsQuery(surveyId).queryKey }),
    ]);
  };
}
