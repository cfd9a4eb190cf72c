import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { judgementInput, Report, ReportList } from "bot/forum/contract";
import { useState } from "react";
import { Link } from "react-router";
import styles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { limits } from "#features/forum/limits.ts";
import { nameOf } from "#features/forum/names.ts";
import { reportsQuery, topicLists } from "#features/forum/queries.ts";
import { whenIn } from "#features/forum/when.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";

type Judgement = (typeof judgementInput)["_output"];

/** A reported post, what is said against it, and the two ways to be done with it. */
export function ReportItem({ report }: { report: Report }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  const judge = useJudgement(report.id);
  const [reason, setReason] = useState("");
  useUnsaved(reason.trim() !== "");
  const { topicId, topicTitle, number } = report;
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>
        <Link to={`/forum/topics/${topicId}?post=${number}`}>
          {t("reports.post", { title: topicTitle, number })}
        </Link>
      </h2>
      <p className={styles.about}>{nameOf(report.author, t)}</p>
      <p className={styles.excerpt}>{report.text}</p>
      <ul>
        {report.reports.map((each) => (
          <li key={`${each.at} ${each.by}`}>
            <strong>{t(`reason.${each.reason}`)}</strong> {each.text}{" "}
            <span className={styles.about}>
              {t("reports.from", { name: each.by ?? t("gone.within"), at: whenIn(language, each.at) })}
            </span>
          </li>
        ))}
      </ul>
      <Field className={styles.field ?? ""} label={t("reports.reason")} hint={t("reports.reason.hint")}>
        <Input value={reason} maxLength={limits.reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
      {judge.error && <Problem error={judge.error} />}
      <p className={styles.line}>
        <Button onClick={() => judge.mutate({ judgement: "keep", reason: "" })}>{t("reports.keep")}</Button>
        <Button onClick={() => judge.mutate({ judgement: "remove", reason: reason.trim() })}>
          {t("reports.remove")}
        </Button>
      </p>
    </li>
  );
}

/** The list is then as the server has it: another coordinator may have been there first. */
function useJudgement(reportId: string) {
  const t = useTexts(forumTexts);
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (judgement: Judgement) =>
      api<ReportList>("POST", `/forum/reports/${reportId}/judgement`, judgement),
    onSuccess(list, { judgement }) {
      client.setQueryData(reportsQuery().queryKey, list);
      void client.invalidateQueries({ queryKey: topicLists });
      toast({ message: t(`reports.${judgement}.done`) });
    },
  });
}
