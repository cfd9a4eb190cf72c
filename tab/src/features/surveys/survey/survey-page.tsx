import { useQuery } from "@tanstack/react-query";
import type { State, SurveyView } from "bot/surveys/contract";
import { lazy } from "react";
import { Link, Navigate, NavLink, Outlet, useLocation, useParams } from "react-router";
import { resultsQuery, surveyQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { ApiError } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { CopyLinkButton } from "#platform/ui/links/copy-link-button.tsx";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton, RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { firstSection, isSection, sections } from "./sections.ts";
import { StateBadge } from "./state-badge.tsx";
import styles from "./survey-page.module.css";

/** While it is open, others answer it and its time runs out; once closed it is counted in a moment. */
const followMs: Partial<Record<State, number>> = { open: 15_000, closed: 2_000 };

const NotForYou = lazy(() =>
  import("#features/surveys/results/not-for-you.tsx").then(({ NotForYou }) => ({ default: NotForYou })),
);

/** One survey: its name, its state and its sub-pages. Who may not edit it sees its shared results only. */
export function SurveyPage() {
  const { id = "" } = useParams();
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const section = useLocation().pathname.split("/")[3];
  const survey = useQuery({
    ...surveyQuery(id),
    refetchInterval: ({ state }) => (state.data && followMs[state.data.state]) ?? false,
  });
  const outsider = isRefused(survey.error);
  const results = useQuery({ ...resultsQuery(id), enabled: outsider });
  const shown = survey.data ? { title: survey.data.draft.title, state: survey.data.state } : results.data;
  const error = outsider ? results.error : survey.error;

  if (outsider && section !== "results") return <Navigate to={`/surveys/${id}/results`} replace />;
  if (outsider && isRefused(error)) return <Refused />;
  if (error && !shown)
    return <PageProblem error={error} again={() => void (outsider ? results : survey).refetch()} />;
  if (!shown) return <PageSkeleton />;

  const { text, lang } = wordsIn(shown.title, language);
  const title = text || t("untitled");
  return (
    <>
      <Breadcrumb />
      <PageHeading
        title={title}
        lang={text ? lang : undefined}
        section={isSection(section) ? t(`section.${section}`) : ""}
      >
        <span className={styles.state}>
          <StateBadge state={shown.state} isScheduled={Boolean(survey.data?.scheduledAt)} />
          <CopyLinkButton />
        </span>
      </PageHeading>
      {survey.data && <Sections survey={survey.data} />}
      <Outlet />
    </>
  );
}

const isRefused = (error: Error | null): boolean =>
  error instanceof ApiError && [403, 404].includes(error.status);

/** Not theirs to see, or gone. */
function Refused() {
  const t = useTexts(surveyTexts);
  return (
    <>
      <Breadcrumb />
      <PageHeading title={t("section.results")} />
      <NotForYou />
    </>
  );
}

function Breadcrumb() {
  const t = useTexts(surveyTexts);
  return (
    <nav aria-label={t("breadcrumb")} className={styles.breadcrumb}>
      <Link to="/">{t("list.title")}</Link>
    </nav>
  );
}

function Sections({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  return (
    <LinkBar label={t("section.nav")}>
      {sections.map((section) => (
        <NavLink key={section} to={`/surveys/${survey.id}/${section}`}>
          {t(`section.${section}`)}
        </NavLink>
      ))}
    </LinkBar>
  );
}

/** Where a link to the survey itself leads: drafts to what is left to write, the rest to their results. */
export function FirstPage() {
  const { id = "" } = useParams();
  const survey = useQuery(surveyQuery(id));
  return survey.data ? (
    <Navigate to={`/surveys/${id}/${firstSection(survey.data.state)}`} replace />
  ) : (
    <RowsSkeleton rows={3} />
  );
}
