import { Button } from "@fluentui/react-components";
import type { SeriesView } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { Problem } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import styles from "./series-page.module.css";
import { seriesTexts } from "./series-texts.ts";
import { useSeriesDeed } from "./use-series-deed.ts";
import { useSeriesRemoval } from "./use-series-removal.ts";

const ConfirmDialog = lazy(() =>
  import("#platform/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

/** What can be done with a series as a whole: end it, which asks first, or remove it, which can be undone. */
export function Manage({ series }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const { may } = series;
  if (!may.end && !may.remove) return null;
  return (
    <section aria-labelledby="manage" className={styles.manage}>
      <h2 id="manage" className={styles.heading}>
        {t("manage")}
      </h2>
      {may.end && <Ending series={series} />}
      {may.remove && <Removing series={series} />}
    </section>
  );
}

function Ending({ series }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const end = useSeriesDeed(series.id, "end", t("end.done"));
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button disabledFocusable={end.isPending} onClick={() => setAsking(true)}>
        {t("end")}
      </Button>
      {end.error && <Problem error={end.error} />}
      {asking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t("end.title")}
            deed={t("end")}
            answer={(yes) => {
              setAsking(false);
              if (yes) end.mutate();
            }}
          >
            <p>{t("end.text")}</p>
          </ConfirmDialog>
        </Suspense>
      )}
    </div>
  );
}

function Removing({ series }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const remove = useSeriesRemoval(series.id);
  return (
    <Button disabledFocusable={remove.isPending} onClick={() => remove.mutate()}>
      {t(series.state === "draft" ? "remove.draft" : "remove.series")}
    </Button>
  );
}
