import { Field, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import type { ReportReason } from "bot/forum/contract";
import { useState } from "react";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { limits } from "#features/forum/limits.ts";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import type { Deeds } from "#features/forum/topics/use-action.ts";
import { useTexts } from "#platform/texts.ts";
import { FormDialog } from "./form-dialog.tsx";

const reasons: readonly ReportReason[] = ["offTopic", "unkind", "personal", "wrong", "other"];

/** Tells the coordinators of a post. Told twice it is one report. */
export function ReportDialog({ deeds, path, close }: { deeds: Deeds; path: string; close(): void }) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const [reason, setReason] = useState<ReportReason>("offTopic");
  const [text, setText] = useState("");
  const act = () =>
    deeds.doing({
      method: "POST",
      path: `${path}/report`,
      input: { reason, text: text.trim() },
      done: t("report.done"),
    });
  return (
    <FormDialog
      title={t("report.title")}
      submit={t("report.send")}
      isChanged={text.trim() !== ""}
      {...{ act, close }}
    >
      <p>{t("report.hint")}</p>
      <Field label={t("report.why")}>
        <RadioGroup
          value={reason}
          onChange={(_, { value }) => setReason(reasons.find((each) => each === value) ?? "other")}
        >
          {reasons.map((each) => (
            <Radio key={each} value={each} label={say(`reason.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t("report.text")}>
        <Textarea
          value={text}
          maxLength={limits.reason}
          rows={3}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
    </FormDialog>
  );
}
