import { useQuery } from "@tanstack/react-query";
import type { CoffeeList } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { daysAfter, today } from "#features/coffee/days.ts";
import { coffeeQuery } from "#features/coffee/queries.ts";
import { read, write } from "#platform/browser-memory.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { ComingSessions } from "./coming-sessions.tsx";
import styles from "./list-page.module.css";
import { PastSessions } from "./past-sessions.tsx";
import { SeriesRowItem } from "./series-row.tsx";

const MonthView = lazy(() => import("./month-view.tsx").then(({ MonthView }) => ({ default: MonthView })));

const views = ["list", "calendar"] as const;
type View = (typeof views)[number];
/** What the contract lets one ask for is a little more. */
const aheadDays = 366;

/** Coffee's front page: the sessions that concern one, as a list or a calendar, and the series they come from. */
export function ListPage() {
  const t = useTexts(coffeeTexts);
  const [view, choose] = useView();
  const day = today();
  const coffee = useQuery(coffeeQuery(day, daysAfter(day, aheadDays)));
  const isEmpty = coffee.data?.series.length === 0 && coffee.data.sessions.length === 0;
  return (
    <>
      <PageHeading title={t("list.title")}>
        {coffee.data?.maySchedule && <PrimaryLink to="/coffee/series/new">{t("list.new")}</PrimaryLink>}
      </PageHeading>
      {coffee.error && <Problem error={coffee.error} again={() => void coffee.refetch()} />}
      {coffee.isPending && <RowsSkeleton rows={3} />}
      {coffee.data && isEmpty && <p className={styles.empty}>{t(emptyKey(coffee.data))}</p>}
      {coffee.data && !isEmpty && (
        <>
          <ViewSwitch view={view} choose={choose} />
          {view === "list" ? (
            <ComingSessions sessions={coffee.data.sessions} none={t(emptyKey(coffee.data))} />
          ) : (
            <Suspense fallback={<RowsSkeleton rows={4} />}>
              <MonthView />
            </Suspense>
          )}
          <SeriesList coffee={coffee.data} />
          {view === "list" && <PastSessions />}
        </>
      )}
    </>
  );
}

function emptyKey({ maySchedule, series }: CoffeeList) {
  if (!maySchedule) return "sessions.none";
  return series.length === 0 ? "sessions.noneYet" : "sessions.noneRunning";
}

function SeriesList({ coffee }: { coffee: CoffeeList }) {
  const t = useTexts(coffeeTexts);
  if (coffee.series.length === 0) return null;
  return (
    <section aria-labelledby="series">
      <h2 id="series" className={styles.heading}>
        {t("series")}
      </h2>
      <ul className={styles.rows}>
        {coffee.series.map((row) => (
          <SeriesRowItem key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function ViewSwitch({ view, choose }: { view: View; choose(view: View): void }) {
  const t = useTexts(coffeeTexts);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div role="group" aria-label={t("list.view")} className={styles.views}>
      {views.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => choose(each)}>
          {t(`view.${each}`)}
        </button>
      ))}
    </div>
  );
}

/** The view that one chose last in this browser. */
function useView(): [View, (view: View) => void] {
  const [view, setView] = useState<View>(() => (read("coffee.view") === "calendar" ? "calendar" : "list"));
  const choose = (next: View) => {
    write("coffee.view", next);
    setView(next);
  };
  return [view, choose];
}
