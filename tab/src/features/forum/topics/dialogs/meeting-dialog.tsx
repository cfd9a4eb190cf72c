import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { MeetingChoice, MeetingChoices, TopicView } from "bot/forum/contract";
import { useState } from "react";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import type { Deeds } from "#features/forum/topics/use-action.ts";
import { Waiting } from "#features/forum/waiting.tsx";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { FormDialog } from "./form-dialog.tsx";

/** Puts the topic on a coming session's agenda; put there twice it stands there once. */
export function MeetingDialog({ topic, deeds, close }: { topic: TopicView; deeds: Deeds; close(): void }) {
  const t = useTexts(topicTexts);
  const language = useLanguage();
  const path = `/forum/topics/${topic.id}/meetings`;
  const choices = useQuery({ queryKey: ["forum", path], queryFn: () => api<MeetingChoices>("GET", path) });
  const [chosen, choose] = useState("");
  const meetings = choices.data?.meetings;
  const meeting = meetings?.find((each) => nameOf(each) === chosen);
  const act = async () => {
    if (!meeting) return;
    const { seriesId, date } = meeting;
    await deeds.doing({ method: "POST", path: "/meetings", input: { seriesId, date }, done: t("meet.done") });
  };
  return (
    <FormDialog
      title={t("meet.title")}
      submit={t("meet.send")}
      isReady={Boolean(meeting)}
      isChanged={Boolean(meeting)}
      {...{ act, close }}
    >
      {!meetings && <Waiting query={choices} rows={1} />}
      {meetings?.length === 0 && <p>{t("meet.none")}</p>}
      {meetings && meetings.length > 0 && (
        <Field label={t("meet.which")}>
          <RadioGroup value={chosen} onChange={(_, { value }) => choose(value)}>
            {meetings.map((each) => (
              <Radio
                key={nameOf(each)}
                value={nameOf(each)}
                label={`${each.title[language] || each.title.sv || each.title.fi}, ${dateTimeIn(language, each.startsAt)}`}
              />
            ))}
          </RadioGroup>
        </Field>
      )}
    </FormDialog>
  );
}

const nameOf = ({ seriesId, date }: MeetingChoice): string => `${seriesId} ${date}`;
