import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { useState } from "react";
import { useNavigate } from "react-router";
import { WhoSees } from "#features/surveys/cards/who-sees.tsx";
import { resultsQuery, surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { useRemoval } from "#features/surveys/survey/use-removal.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { sendingsQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { TimeForm } from "#platform/ui/fields/time-form.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./manage.module.css";
import { organiserTexts } from "./organiser-texts.ts";

/** What can be done with a survey as a whole: stop sharing its results, close it early, remove it. */
export function Manage({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const { may } = survey;
  if (survey.state === "draft" && !may.remove) return null;
  return (
    <section aria-labelledby="manage" className={styles.manage}>
      <h2 id="manage" className={styles.heading}>
        {t("manage")}
      </h2>
      {survey.state !== "draft" && <WhoSees draft={survey.draft} />}
      {may.share ? <Sharing survey={survey} /> : survey.state !== "draft" && <p>{t("shared.not")}</p>}
      {may.close && <ClosingTime key={survey.draft.closesAt} survey={survey} />}
      {may.close && <Closing survey={survey} />}
      {may.remove && <Removing survey={survey} />}
    </section>
  );
}

/** Sharing can be taken back, and not be given again: the card has promised what is shown. */
function Sharing({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const take = useTake(survey.id);
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => api<SurveyView>("PUT", `/surveys/${survey.id}/sharing`, { shared: false }),
    onSuccess: take,
  });
  return (
    <div>
      <Button disabledFocusable={stop.isPending} onClick={() => setAsking(true)}>
        {t("shared.stop")}
      </Button>
      {stop.error && <Problem error={stop.error} />}
      {asking && (
        <AskFirst
          title={t("shared.stop.title")}
          deed={t("shared.stop")}
          act={() => stop.mutate()}
          close={() => setAsking(false)}
        >
          <p>{t("shared.stop.text")}</p>
        </AskFirst>
      )}
    </div>
  );
}

/** More time, or less: who can answer reads it on the card. */
function ClosingTime({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const say = useTexts(organiserTexts);
  const language = useLanguage();
  const announce = useAnnounce();
  const take = useTake(survey.id);
  const { closesAt } = survey.draft;
  const move = useMutation({
    mutationFn: (at: string) =>
      api<SurveyView>("PUT", `/surveys/${survey.id}/closing-time`, { closesAt: at }),
    onSuccess: (view) => {
      announce(say("closing.done"));
      return take(view);
    },
  });
  if (!closesAt) return null;
  return (
    <div>
      <p>{t("row.closes", { at: dateTimeIn(language, closesAt) })}</p>
      <TimeForm
        title={say("closing.move")}
        label={t("closesAt")}
        hint={say("closing.hint")}
        save={say("closing.save")}
        at={closesAt}
        isPending={move.isPending}
        error={move.error}
        change={move.mutate}
      />
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
