import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SeriesView } from "bot/coffee/contract";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { today } from "#features/coffee/days.ts";
import { coffeeLists, seriesQuery } from "#features/coffee/queries.ts";
import { ruleWords, sentence } from "#features/coffee/rule-words.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { type Beginning, beginnings, begun } from "./editor/draft.ts";
import styles from "./new-page.module.css";
import { seriesTexts } from "./series-texts.ts";

/** Where a new series begins: the monthly coffee as it is, a short weekly one, or empty. */
export function NewPage() {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  const begin = useBegin();
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.breadcrumb}>
        <Link to="/coffee">{say("list.title")}</Link>
      </nav>
      <PageHeading title={t("new")} />
      {begin.error && (
        <Problem error={begin.error} again={() => begin.variables && begin.mutate(begin.variables)} />
      )}
      <ul className={styles.beginnings}>
        {beginnings.map((beginning) => (
          <BeginningCard key={beginning} beginning={beginning} start={() => begin.mutate(beginning)} />
        ))}
      </ul>
    </>
  );
}

function BeginningCard({ beginning, start }: { beginning: Beginning; start(): void }) {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  const language = useLanguage();
  const { title, rule } = begun(beginning, today());
  const name = title[language] || t("new.empty");
  return (
    <li className={styles.beginning}>
      <h2>{name}</h2>
      <p>{beginning === "empty" ? t("new.empty.about") : sentence(ruleWords(rule, language, say))}</p>
      <Button onClick={start} aria-label={t("new.startFrom", { name })}>
        {t("new.start")}
      </Button>
    </li>
  );
}

function useBegin() {
  const client = useQueryClient();
  const navigate = useNavigate();
  // The id is ours, so that pressing again after a lost answer begins no second series.
  const [id] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (beginning: Beginning) =>
      api<SeriesView>("POST", "/coffee/series", { id, draft: begun(beginning, today()) }),
    onSuccess: (series) => {
      client.setQueryData(seriesQuery(series.id).queryKey, series);
      void client.invalidateQueries({ queryKey: coffeeLists });
      void navigate(`/coffee/series/${series.id}`, { replace: true });
    },
  });
}
