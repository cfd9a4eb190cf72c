import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { daysAfter, today } from "#features/coffee/days.ts";
import { coffeeQuery } from "#features/coffee/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./list-page.module.css";
import { SessionRowItem } from "./session-row.tsx";

/** The year behind, newest first; read only when it is opened. */
export function PastSessions() {
  const t = useTexts(coffeeTexts);
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>{t("past")}</summary>
      {open && <Past />}
    </details>
  );
}

function Past() {
  const t = useTexts(coffeeTexts);
  const day = today();
  const coffee = useQuery(coffeeQuery(daysAfter(day, -366), day));
  if (coffee.error) return <Problem error={coffee.error} again={() => void coffee.refetch()} />;
  if (!coffee.data) return <RowsSkeleton rows={3} />;
  const past = coffee.data.sessions.filter(({ endsAt }) => Date.parse(endsAt) <= Date.now()).toReversed();
  if (past.length === 0) return <p>{t("past.none")}</p>;
  return (
    <ul className={styles.rows}>
      {past.map((row) => (
        <SessionRowItem key={`${row.seriesId} ${row.date}`} row={row} />
      ))}
    </ul>
  );
}
