import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useLanguage } from "#platform/language.ts";
import { PageHeading } from "#platform/page-heading.tsx";
import { Problem } from "#platform/problem.tsx";
import { RowsSkeleton } from "#platform/skeleton.tsx";
import { useTexts } from "#platform/texts.ts";
import { surveysQuery } from "./queries.ts";
import { StateBadge } from "./state-badge.tsx";
import { surveyTexts } from "./survey-texts.ts";
import { wordsIn } from "./words.ts";

export function ListPage() {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const surveys = useQuery(surveysQuery());
  return (
    <>
      <PageHeading title={t("list.title")} />
      {surveys.error && <Problem error={surveys.error} again={() => void surveys.refetch()} />}
      {surveys.isPending && <RowsSkeleton rows={3} />}
      <ul>
        {surveys.data?.map((row) => (
          <li key={row.id}>
            <Link to={`/surveys/${row.id}`}>{wordsIn(row.title, language).text || t("untitled")}</Link>{" "}
            <StateBadge state={row.state} />
          </li>
        ))}
      </ul>
    </>
  );
}
