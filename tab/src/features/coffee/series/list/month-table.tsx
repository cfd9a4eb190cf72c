import type { SessionRow } from "bot/coffee/contract";
import { Link } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { dayIn, dayOf, monthIn, today, weekdayIn } from "#features/coffee/days.ts";
import { sessionName, sessionPath } from "#features/coffee/session-name.ts";
import { timeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { unseen } from "#platform/ui/visually-hidden.ts";
import styles from "./month-table.module.css";

type Props = { month: string; weeks: string[][]; sessions: SessionRow[] };

/**
 * A plain table, and no library's calendar: those are grids to choose a date in, with arrow keys of their own. Here one
 * reads and follows links, which a screen reader does best in a table, and which costs nothing to load.
 */
export function MonthTable({ month, weeks, sessions }: Props) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const byDay = Map.groupBy(sessions, ({ startsAt }) => dayOf(startsAt));
  return (
    <table className={styles.month}>
      <caption className={unseen}>{t("calendar.caption", { month: monthIn(language, month) })}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((_, day) => (
            <th key={weekdayIn(language, day + 1)} scope="col" abbr={weekdayIn(language, day + 1)}>
              <span aria-hidden="true">{weekdayIn(language, day + 1, "short")}</span>
              <span className={unseen}>{weekdayIn(language, day + 1)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Day key={day} day={day} isOutside={!day.startsWith(month)} sessions={byDay.get(day) ?? []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, isOutside, sessions }: { day: string; isOutside: boolean; sessions: SessionRow[] }) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const isToday = day === today();
  return (
    <td className={isOutside ? styles.outside : undefined} aria-current={isToday ? "date" : undefined}>
      <time dateTime={day} className={styles.day}>
        <span aria-hidden="true" className={isToday ? styles.ring : undefined}>
          {Number(day.slice(8))}
        </span>
        <span className={unseen}>{dayIn(language, day)}</span>
        {isToday && <span className={styles.today}> {t("calendar.today")}</span>}
      </time>
      {sessions.map((session) => (
        <SessionLink key={`${session.seriesId} ${session.date}`} session={session} />
      ))}
    </td>
  );
}

function SessionLink({ session }: { session: SessionRow }) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const name = sessionName(session, language, t);
  const isCancelled = session.state === "cancelled";
  return (
    <Link to={sessionPath(session)} className={styles.session}>
      <span className={isCancelled ? styles.cancelled : undefined}>{timeIn(language, session.startsAt)}</span>{" "}
      <span className={styles.name}>
        {isCancelled && `${t("calendar.cancelled")}: `}
        <span lang={name.lang}>{name.text}</span>
      </span>
    </Link>
  );
}
