import { Button, Checkbox, ProgressBar } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Outcome, SendingView, SurveyView } from "bot/surveys/contract";
import { useState } from "react";
import { sendingsQuery, surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { api } from "#platform/api.ts";
import { Badge, type BadgeColor } from "#platform/badge.tsx";
import { dateTimeIn, timeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { Message } from "#platform/message.tsx";
import { Problem } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import { asOf, failed, isUnderway, isWaiting, settledCount, unknown } from "./outcomes.ts";
import styles from "./sending-list.module.css";

const pollMs = 1_500;
const waitMs = 15_000;

/** What was sent where, and what became of it; followed while anything is on its way. */
export function SendingList({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const sendings = useQuery({
    ...sendingsQuery(survey.id),
    enabled: survey.state !== "draft" || survey.places.length > 0,
    refetchInterval: ({ state }) => delayMs(state.data?.map(now) ?? []),
  });
  if (sendings.error) return <Problem error={sendings.error} again={() => void sendings.refetch()} />;
  if (!sendings.data?.length) return null;
  return (
    <section aria-labelledby="sendings">
      <h2 id="sendings" className={styles.heading}>
        {t("sendings")}
      </h2>
      {sendings.data.map(now).map((sending) => (
        <Sending key={sending.id} survey={survey} sending={sending} />
      ))}
    </section>
  );
}

const now = (sending: SendingView) => asOf(Date.now(), sending);

function delayMs(sendings: SendingView[]): number | false {
  if (sendings.some(isUnderway)) return pollMs;
  return sendings.some(isWaiting) ? waitMs : false;
}

function Sending({ survey, sending }: { survey: SurveyView; sending: SendingView }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const { retry, cancel } = useSendingDeeds(survey.id, sending.id);
  const of = sending.targets.length;
  const done = settledCount(sending);
  const lost = failed(sending);
  const time = dateTimeIn(language, sending.at);
  const error = retry.error ?? cancel.error;

  return (
    <article className={styles.sending} aria-label={t("sending.title", { at: time })}>
      <h3 className={styles.title}>
        {t(isWaiting(sending) ? "sending.scheduled" : "sending.title", { at: time })}
      </h3>
      <p className={styles.by}>{t("sending.by", { name: sending.by })}</p>
      {isUnderway(sending) && (
        <div className={styles.progress}>
          <ProgressBar value={done} max={of} aria-label={t("sending.progress", { n: done, of })} />
          <span role="status">{t("sending.progress", { n: done, of })}</span>
        </div>
      )}
      <table className={styles.targets}>
        <thead className={styles.unseen}>
          <tr>
            <th scope="col">{t("sending.place")}</th>
            <th scope="col">{t("sending.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {sending.targets.map(({ place, outcome, at, link }) => (
            <tr key={place.id}>
              <th scope="row">{place.team ? `${place.team} › ${place.name}` : place.name}</th>
              <td>
                <Badge color={outcomeColors[outcome]}>{t(`outcome.${outcome}`)}</Badge>
                {at && outcome === "sent" && <span className={styles.at}> {timeIn(language, at)}</span>}
                {link && (
                  <div>
                    <a href={link} target="_blank" rel="noreferrer">
                      {t("sending.openInTeams")}
                    </a>
                  </div>
                )}
                {hasAdvice(outcome) && <div className={styles.advice}>{t(`outcome.${outcome}.advice`)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {error && <Problem error={error} />}
      <div className={styles.deeds}>
        {isWaiting(sending) && (
          <Button disabledFocusable={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("sending.cancel")}
          </Button>
        )}
        {lost.length > 0 && survey.may.send && (
          <Button
            disabledFocusable={retry.isPending}
            onClick={() => retry.mutate(lost.map(({ place }) => place.id))}
          >
            {t("sending.retry", { count: lost.length })}
          </Button>
        )}
      </div>
      {survey.may.send && <Unknown sending={sending} retry={(placeIds) => retry.mutate(placeIds)} />}
    </article>
  );
}

/** May have arrived: each is sent again only when a person has looked in the channel and says so. */
function Unknown({ sending, retry }: { sending: SendingView; retry(placeIds: string[]): void }) {
  const t = useTexts(surveyTexts);
  const targets = unknown(sending);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = targets.map(({ place }) => place.id).filter((id) => chosen.includes(id));
  if (targets.length === 0) return null;
  return (
    <Message intent="warning" title={t("unknown.title", { count: targets.length })}>
      <p className={styles.risk}>{t("unknown.text")}</p>
      {targets.map(({ place }) => (
        <div key={place.id}>
          <Checkbox
            label={place.team ? `${place.team} › ${place.name}` : place.name}
            checked={chosen.includes(place.id)}
            onChange={(_, { checked }) =>
              setChosen((before) =>
                checked ? [...before, place.id] : before.filter((id) => id !== place.id),
              )
            }
          />
        </div>
      ))}
      <Button disabledFocusable={wanted.length === 0} onClick={() => wanted.length > 0 && retry(wanted)}>
        {t("unknown.retry", { count: wanted.length })}
      </Button>
    </Message>
  );
}

function useSendingDeeds(surveyId: string, sendingId: string) {
  const client = useQueryClient();
  const path = `/surveys/${surveyId}/sendings/${sendingId}`;
  const onSuccess = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: sendingsQuery(surveyId).queryKey }),
      // A survey whose only sending was cancelled is a draft again.
      client.invalidateQueries({ queryKey: surveyQuery(surveyId).queryKey, exact: true }),
      client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true }),
    ]);
  return {
    retry: useMutation({
      mutationFn: (placeIds: string[]) => api<SendingView>("POST", `${path}/retries`, { placeIds }),
      onSuccess,
    }),
    cancel: useMutation({
      mutationFn: () => api<SendingView>("POST", `${path}/cancellation`, {}),
      onSuccess,
    }),
  };
}

const outcomeColors = {
  scheduled: "plain",
  queued: "plain",
  sending: "plain",
  sent: "good",
  blocked: "bad",
  gone: "bad",
  unknown: "warning",
  cancelled: "plain",
} satisfies Record<Outcome, BadgeColor>;

const hasAdvice = (outcome: Outcome): outcome is "blocked" | "gone" =>
  outcome === "blocked" || outcome === "gone";
