import { Button } from "@fluentui/react-components";
import type { SeriesDraft, SeriesView } from "bot/coffee/contract";
import { useState } from "react";
import { dayIn } from "#features/coffee/days.ts";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { useSeriesDeed } from "#features/coffee/series/use-series-action.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { firstInvitation } from "./first-invitation.ts";
import { GapList } from "./gap-list.tsx";
import type { useDates } from "./use-dates.ts";

type Props = {
  series: SeriesView;
  draft: SeriesDraft;
  coming: ReturnType<typeof useDates>;
  /** Saves what is not yet saved; says whether all of it is. */
  save(): Promise<boolean>;
};

/** What is left to do, or the start: from then on everything happens by itself. */
export function Ready({ series, draft, coming, save }: Props) {
  const t = useTexts(seriesTexts);
  const start = useSeriesDeed(series.id, "start", t("start.done"));
  const [asking, setAsking] = useState(false);
  const { gaps } = series;
  return (
    <section aria-labelledby="ready" className={styles.ready}>
      <h2 id="ready">{t("ready")}</h2>
      {gaps.length > 0 ? (
        <>
          <p role="status">{t("gaps.count", { count: gaps.length })}</p>
          <GapList gaps={gaps} />
        </>
      ) : (
        <>
          <p role="status">{t("ready.text")}</p>
          {series.may.start && (
            <Button
              appearance="primary"
              size="large"
              disabledFocusable={start.isPending}
              onClick={() => void save().then((isSaved) => isSaved && setAsking(true))}
            >
              {t("start")}
            </Button>
          )}
        </>
      )}
      {start.error && <Problem error={start.error} again={() => start.mutate()} />}
      {asking && (
        <AskFirst
          title={t("start.title")}
          deed={t("start")}
          act={() => start.mutate()}
          close={() => setAsking(false)}
        >
          <FirstInvitation draft={draft} coming={coming} />
        </AskFirst>
      )}
    </section>
  );
}

function FirstInvitation({ draft, coming }: Pick<Props, "draft" | "coming">) {
  const t = useTexts(seriesTexts);
  const language = useLanguage();
  const first = firstInvitation(draft, coming.dates ?? [], Date.now());
  if (!first) return null;
  const count = draft.placeIds.length;
  return (
    <>
      <p>{t("start.first", { day: dayIn(language, first.date) })}</p>
      <p>
        {first.at
          ? t("start.invites", { count, at: dateTimeIn(language, first.at) })
          : t("start.invitesNow", { count })}
      </p>
    </>
  );
}
