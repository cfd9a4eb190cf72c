import { Button } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { dayOf, monthIn, today } from "#features/coffee/days.ts";
import { coffeeQuery } from "#features/coffee/queries.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import styles from "./list-page.module.css";
import { monthFrom, monthsAfter, weeksOf } from "./month.ts";
import { MonthTable } from "./month-table.tsx";
import calendar from "./month-view.module.css";
import { SessionRowItem } from "./session-row.tsx";

/** One month of sessions, which is in the address; on a phone, where a day has room for a time alone, also as a list. */
export function MonthView() {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const [month, go] = useMonth();
  const weeks = weeksOf(month);
  const from = weeks[0]?.[0] ?? month;
  const to = weeks.at(-1)?.[6] ?? month;
  const coffee = useQuery({ ...coffeeQuery(from, to), placeholderData: keepPreviousData });
  const sessions = coffee.data?.sessions ?? [];
  const inMonth = sessions.filter(({ startsAt }) => dayOf(startsAt).startsWith(month));
  return (
    <section aria-labelledby="month">
      <div className={calendar.head}>
        <h2 id="month" className={calendar.month}>
          {monthIn(language, month)}
        </h2>
        <Button aria-label={t("calendar.previousMonth")} onClick={() => go(monthsAfter(month, -1))}>
          {t("calendar.previous")}
        </Button>
        <Button aria-label={t("calendar.nextMonth")} onClick={() => go(monthsAfter(month, 1))}>
          {t("calendar.next")}
        </Button>
        {/* It stays where it is, so that it does not take the focus away with it. */}
        <Button
          appearance="subtle"
          disabledFocusable={month === today().slice(0, 7)}
          onClick={() => go(null)}
        >
          {t("calendar.thisMonth")}
        </Button>
      </div>
      {coffee.error && <Problem error={coffee.error} again={() => void coffee.refetch()} />}
      <p role="status" className={calendar.count}>
        {coffee.data && !coffee.isPlaceholderData && (
          <>
            <span className={unseen}>{monthIn(language, month)}: </span>
            {t("calendar.inMonth", { count: inMonth.length })}
          </>
        )}
      </p>
      <MonthTable month={month} weeks={weeks} sessions={sessions} />
      <ul className={`${styles.rows} ${calendar.list}`}>
        {inMonth.map((row) => (
          <SessionRowItem key={`${row.seriesId} ${row.date}`} row={row} />
        ))}
      </ul>
    </section>
  );
}

function useMonth(): [string, (month: string | null) => void] {
  const [query, setQuery] = useSearchParams();
  const month = monthFrom(query.get("month")) ?? today().slice(0, 7);
  return [month, (next) => setQuery(next ? { month: next } : {}, { replace: true })];
}
