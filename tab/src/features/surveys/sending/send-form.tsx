import { Button, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SendingView } from "bot/sending/contract";
import type { SurveyView } from "bot/surveys/contract";
import { useState } from "react";
import { surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { ApiError, api } from "#platform/api.ts";
import { fromHelsinki } from "#platform/helsinki.ts";
import { PlacePicker } from "#platform/sending/place-picker.tsx";
import { mostPlaces } from "#platform/sending/places.ts";
import { sendingsQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./send-form.module.css";
import { SendingSummary } from "./summary.tsx";

/** Chooses places and a time, asks once more, and sends. */
export function SendForm({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const [placeIds, setPlaceIds] = useState<readonly string[]>([]);
  const [when, setWhen] = useState<"now" | "later">("now");
  const [local, setLocal] = useState("");
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(false);
  const send = useSend(survey.id, () => {
    setPlaceIds([]);
    setWhen("now");
    setShown(false);
  });

  const at = when === "later" ? fromHelsinki(local) : null;
  const lack = lackOf(survey, placeIds, when, at);
  const button = t(when === "now" ? "send.button" : "send.schedule", { count: placeIds.length });
  // So few can answer that an organiser has to say that it may go out all the same.
  const isFew = send.error instanceof ApiError && send.error.code.startsWith("fewCanAnswer");
  const few = isFew ? send.error : null;
  const ask = () => {
    setShown(true);
    if (!lack) setAsking(true);
  };

  return (
    <form
      className={styles.form}
      aria-labelledby="send"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <h2 id="send" className={styles.heading}>
        {t("send.title")}
      </h2>
      <PlacePicker
        path="/surveys/places"
        chosen={placeIds}
        sentTo={survey.places}
        isScheduled={survey.scheduledAt !== null}
        choose={setPlaceIds}
      />
      <Field label={t("send.when")}>
        <RadioGroup value={when} onChange={(_, { value }) => setWhen(value === "later" ? "later" : "now")}>
          <Radio value="now" label={t("send.now")} />
          <Radio value="later" label={t("send.later")} />
        </RadioGroup>
      </Field>
      {when === "later" && (
        <Field label={t("send.at")} hint={t("send.at.hint")}>
          <Input
            type="datetime-local"
            className={styles.time ?? ""}
            value={local}
            onChange={(_, { value }) => setLocal(value)}
          />
        </Field>
      )}
      {/* The picker itself says when there are too many. */}
      {shown && lack && lack !== "tooMany" && <p role="alert">{t(`send.lack.${lack}`)}</p>}
      {send.error && !few && <Problem error={send.error} again={ask} />}
      <Button type="submit" appearance="primary" size="large" disabledFocusable={send.isPending}>
        {button}
      </Button>
      {asking && (
        <AskFirst
          title={t("send.confirm.title", { count: placeIds.length })}
          deed={button}
          act={() => send.mutate({ placeIds: [...placeIds], at })}
          close={() => setAsking(false)}
        >
          <SendingSummary survey={survey} placeIds={placeIds} at={at} />
        </AskFirst>
      )}
      {few && (
        <AskFirst
          title={t("send.few")}
          deed={button}
          act={() => send.mutate({ placeIds: [...placeIds], at, evenIfFew: true })}
          close={() => send.reset()}
        >
          <p>{few.message}</p>
        </AskFirst>
      )}
    </form>
  );
}

type Lack = "places" | "tooMany" | "time" | "past" | "afterClose" | null;

function lackOf(
  { draft }: SurveyView,
  placeIds: readonly string[],
  when: "now" | "later",
  at: string | null,
): Lack {
  if (placeIds.length === 0) return "places";
  if (placeIds.length > mostPlaces) return "tooMany";
  if (when === "now") return null;
  if (!at) return "time";
  if (Date.parse(at) <= Date.now()) return "past";
  return draft.closesAt && Date.parse(at) >= Date.parse(draft.closesAt) ? "afterClose" : null;
}

type Wish = { placeIds: string[]; at: string | null; evenIfFew?: boolean };

function useSend(surveyId: string, done: () => void) {
  const t = useTexts(surveyTexts);
  const announce = useAnnounce();
  const client = useQueryClient();
  // The sending's id is ours and stays until it has gone through: the same wish sent twice sends nothing twice.
  const [kept, setKept] = useState({ id: crypto.randomUUID(), wish: "" });
  const idFor = ({ placeIds, at }: Wish) => {
    const next = JSON.stringify({ placeIds, at });
    if (kept.wish === next) return kept.id;
    const id = crypto.randomUUID();
    setKept({ id, wish: next });
    return id;
  };
  return useMutation({
    mutationFn: (wish: Wish) =>
      api<SendingView>("POST", `/surveys/${surveyId}/sendings`, { id: idFor(wish), ...wish }),
    onSuccess: async (_, { placeIds }) => {
      setKept({ id: crypto.randomUUID(), wish: "" });
      announce(t("send.begun", { count: placeIds.length }));
      done();
      await Promise.all([
        client.invalidateQueries({ queryKey: surveyQuery(surveyId).queryKey, exact: true }),
        client.invalidateQueries({ queryKey: sendingsQuery(`/surveys/${surveyId}`).queryKey }),
        client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true }),
      ]);
    },
  });
}
