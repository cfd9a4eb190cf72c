import { Button } from "@fluentui/react-components";
import type { PreviewDate, SeriesDraft } from "bot/coffee/contract";
import { useState } from "react";
import { Link } from "react-router";
import { dayIn } from "#features/coffee/days.ts";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { type Change, withItem } from "./draft.ts";
import styles from "./rule-dates.module.css";
import type { useDates } from "./use-dates.ts";

/** So many are shown at first, and all that fall on a holiday. */
const first = 12;

type Props = {
  draft: SeriesDraft;
  coming: ReturnType<typeof useDates>;
  change: Change;
  /** Where each date's session has its page, once the series has started. */
  sessionsAt: string | null;
};

/** The dates of the next 24 months. Each is taken out and in by one press; those on holidays are suggested for it. */
export function RuleDates({ draft, coming, change, sessionsAt }: Props) {
  const t = useTexts(seriesTexts);
  const [all, setAll] = useState(false);
  const { dates, error, again } = coming;
  const skip = (date: string, on: boolean) =>
    change((now) => ({
      ...now,
      rule: { ...now.rule, skippedDates: withItem(now.rule.skippedDates, date, on) },
    }));
  if (error && !dates) return <Problem error={error} again={() => void again()} />;
  if (!dates) return <RowsSkeleton rows={2} />;

  const onHolidays = dates.filter(({ holiday, leftOut }) => holiday && leftOut === null).length;
  const few = dates.filter(({ holiday }, place) => place < first || holiday);
  return (
    <section aria-labelledby="dates" className={styles.dates}>
      <h3 id="dates" className={styles.heading}>
        {t("dates")}
      </h3>
      <p role="status">
        {dates.length === 0
          ? t("dates.none")
          : `${t("dates.count", { count: dates.filter(({ leftOut }) => leftOut === null).length })} ${
              onHolidays > 0 ? t("dates.onHolidays", { count: onHolidays }) : ""
            }`}
      </p>
      <ul className={styles.list}>
        {(all ? dates : few).map((each) => (
          <DateRow
            key={each.date}
            each={each}
            skip={skip}
            sessionsAt={sessionsAt}
            isSkipped={draft.rule.skippedDates.includes(each.date)}
          />
        ))}
      </ul>
      {few.length < dates.length && (
        <Button aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("dates.fewer") : t("dates.all", { count: dates.length })}
        </Button>
      )}
    </section>
  );
}

type RowProps = {
  each: PreviewDate;
  isSkipped: boolean;
  skip(date: string, on: boolean): void;
  sessionsAt: string | null;
};

function DateRow({ each: { date, holiday, leftOut }, isSkipped, skip, sessionsAt }: RowProps) {
  const t = useTexts(seriesTexts);
  const language = useLanguage();
  const announce = useAnnounce();
  const day = dayIn(language, date);
  const about = holiday && wordsIn(holiday, language);
  const isOut = leftOut !== null;
  const deed = isSkipped ? "dates.takeIn" : "dates.skip";
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        {sessionsAt && !isOut ? (
          <Link to={`${sessionsAt}/${date}`}>{day}</Link>
        ) : (
          <span className={isOut ? styles.out : undefined}>{day}</span>
        )}
        {about && (
          <span className={styles.note}>{isOut ? about.text : t("dates.holiday", { name: about.text })}</span>
        )}
        {isOut && <span className={styles.note}>{t(`dates.${leftOut}`)}</span>}
      </span>
      {(isSkipped || !isOut) && (
        <Button
          size="small"
          appearance={about && !isOut ? "secondary" : "subtle"}
          aria-label={t(`${deed}.day`, { day })}
          onClick={() => {
            skip(date, !isSkipped);
            announce(t(isSkipped ? "dates.isIn" : "dates.isOut", { day }));
          }}
        >
          {t(deed)}
        </Button>
      )}
    </li>
  );
}
