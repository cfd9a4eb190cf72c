import type { SeriesView } from "bot/coffee/contract";
import type { ReactNode } from "react";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { useSeriesDraft } from "#features/coffee/series/use-series-draft.ts";
import { SaveLine, SaveNotices } from "#platform/drafting/save-state.tsx";
import { useTexts } from "#platform/texts.ts";
import { OrderTranslation } from "#platform/translation/order-translation.tsx";
import { Message } from "#platform/ui/message.tsx";
import { QuestionSettings, RecapSettings } from "./around.tsx";
import { Basics } from "./basics.tsx";
import { Invitation } from "./invitation.tsx";
import { MeetingPlace } from "./meeting-place.tsx";
import { Ready } from "./ready.tsx";
import { RuleDates } from "./rule-dates.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { useDates } from "./use-dates.ts";

/** Where a series is written; what one changes while it runs goes for sessions that nobody has been invited to. */
export function Editor({ series }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const { now: editing, editing: live, change, saveNow, resolve } = useSeriesDraft(series);
  const { draft } = editing;
  const coming = useDates(draft.rule);
  const isRunning = series.state === "running";
  const save = async () => {
    await saveNow();
    return live.get().save.name === "saved";
  };
  return (
    <div className={styles.form}>
      <SaveLine editing={editing} saveNow={saveNow} />
      <SaveNotices editing={editing} resolve={resolve} />
      {isRunning && <Message>{t("running.text")}</Message>}
      <Part id="basics" title={t("basics")}>
        <Basics draft={draft} change={change} />
      </Part>
      <Part id="when" title={t("rule")}>
        <RuleFields draft={draft} change={change} />
        <RuleDates
          draft={draft}
          coming={coming}
          change={change}
          sessionsAt={isRunning ? `/coffee/series/${series.id}/sessions` : null}
        />
      </Part>
      <Part id="where" title={t("where")}>
        <MeetingPlace series={series} draft={draft} change={change} />
      </Part>
      <Part id="invitation" title={t("invitation")}>
        <Invitation draft={draft} change={change} />
      </Part>
      <Part id="question-box" title={t("questions")}>
        <QuestionSettings draft={draft} change={change} />
      </Part>
      <Part id="recap" title={t("recap")}>
        <RecapSettings draft={draft} change={change} />
      </Part>
      <OrderTranslation path={`/coffee/series/${series.id}`} version={series.version} />
      {series.state === "draft" && <Ready series={series} draft={draft} coming={coming} save={save} />}
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
