import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Draft, SurveyView, Template } from "bot/surveys/contract";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { surveyQuery, surveysQuery, templatesQuery } from "#features/surveys/queries.ts";
import { emptyDraft } from "#features/surveys/questions/draft.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./new-page.module.css";

/** Where a new survey begins: empty, or from a template. A copy of an older one begins at its row in the list. */
export function NewPage() {
  const t = useTexts(surveyTexts);
  const templates = useQuery(templatesQuery());
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.breadcrumb}>
        <Link to="/">{t("list.title")}</Link>
      </nav>
      <PageHeading title={t("new.title")} />
      {templates.error ? (
        <Problem error={templates.error} again={() => void templates.refetch()} />
      ) : (
        <Beginnings templates={templates.data?.surveys} />
      )}
    </>
  );
}

function Beginnings({ templates }: { templates: Template[] | undefined }) {
  const t = useTexts(surveyTexts);
  const begin = useBegin();
  return (
    <>
      {begin.error && (
        <Problem error={begin.error} again={() => begin.variables && begin.mutate(begin.variables)} />
      )}
      <ul className={styles.templates}>
        <li className={styles.template}>
          <h2>{t("new.empty")}</h2>
          <p>{t("new.empty.about")}</p>
          <Button
            appearance="primary"
            onClick={() => begin.mutate(emptyDraft)}
            aria-label={t("new.startEmpty")}
          >
            {t("new.start")}
          </Button>
        </li>
        {templates?.map((template) => (
          <TemplateCard key={template.id} template={template} start={(draft) => begin.mutate(draft)} />
        ))}
      </ul>
      {!templates && <RowsSkeleton rows={3} />}
      <p>{t("new.copyHint")}</p>
    </>
  );
}

function TemplateCard({ template, start }: { template: Template; start(draft: Draft): void }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const name = wordsIn(template.name, language);
  const about = wordsIn(template.about, language);
  const { questions, backgrounds } = template.draft;
  return (
    <li className={styles.template}>
      <h2 lang={name.lang}>{name.text}</h2>
      <p lang={about.lang}>{about.text}</p>
      <p className={styles.size}>
        {t("questionCount", { count: questions.length })}
        {backgrounds.length > 0 && `, ${t("backgroundCount", { count: backgrounds.length })}`}
      </p>
      <Button onClick={() => start(template.draft)} aria-label={t("new.startFrom", { name: name.text })}>
        {t("new.start")}
      </Button>
    </li>
  );
}

function useBegin() {
  const client = useQueryClient();
  const navigate = useNavigate();
  // The id is ours, so that pressing again after a lost answer begins no second survey.
  const [id] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (draft: Draft) => api<SurveyView>("POST", "/surveys", { id, draft }),
    onSuccess: (survey) => {
      client.setQueryData(surveyQuery(survey.id).queryKey, survey);
      void client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true });
      void navigate(`/surveys/${survey.id}/build`, { replace: true });
    },
  });
}
