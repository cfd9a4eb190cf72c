import { useQuery } from "@tanstack/react-query";
import type { SeriesState, SeriesView } from "bot/coffee/contract";
import { useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { seriesQuery } from "#features/coffee/queries.ts";
import { ruleWords, sentence } from "#features/coffee/rule-words.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { Editor } from "./editor/editor.tsx";
import { FeedLink } from "./feed-link.tsx";
import { SeriesBadge } from "./list/series-row.tsx";
import { Manage } from "./manage.tsx";
import styles from "./series-page.module.css";
import { seriesTexts } from "./series-texts.ts";

/** One series: to its organiser something to write, to others what it is and its calendar. */
export function SeriesPage() {
  const { id = "" } = useParams();
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  const language = useLanguage();
  const series = useQuery(seriesQuery(id));
  useFocusAfter(series.data?.state);
  if (series.error && !series.data) {
    return (
      <>
        <Breadcrumb />
        <PageHeading title={t("series")} />
        <Problem error={series.error} again={() => void series.refetch()} />
      </>
    );
  }
  if (!series.data) return <PageSkeleton />;
  const { draft, may, state, feedUrl } = series.data;
  const { text, lang } = wordsIn(draft.title, language);
  return (
    <>
      <Breadcrumb />
      <PageHeading title={text || say("untitled")} lang={text ? lang : undefined}>
        <SeriesBadge state={state} />
      </PageHeading>
      {may.edit ? <Editor key={id} series={series.data} /> : <Told series={series.data} />}
      {feedUrl && <FeedLink feed={feedUrl} name={text || say("untitled")} />}
      <Manage series={series.data} />
    </>
  );
}

/** Starting or ending takes its own button away: the focus then goes to the heading instead of nowhere. */
function useFocusAfter(state: SeriesState | undefined) {
  const before = useRef(state);
  useEffect(() => {
    const isChanged = before.current && state !== before.current;
    if (isChanged && document.activeElement === document.body) document.querySelector("h1")?.focus();
    before.current = state;
  }, [state]);
}

function Breadcrumb() {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  return (
    <nav aria-label={t("breadcrumb")} className={styles.breadcrumb}>
      <Link to="/coffee">{say("list.title")}</Link>
    </nav>
  );
}

function Told({ series: { draft, state } }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  const language = useLanguage();
  const about = wordsIn(draft.about, language);
  return (
    <>
      {about.text && (
        <p lang={about.lang} className={styles.told}>
          {about.text}
        </p>
      )}
      <p>{sentence(ruleWords(draft.rule, language, say))}</p>
      {draft.host && <p>{say("session.host", { name: draft.host })}</p>}
      {state === "ended" && <p>{t("ended.text")}</p>}
    </>
  );
}
