import { Button } from "@fluentui/react-components";
import type { SeriesView } from "bot/coffee/contract";
import { useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./series-page.module.css";
import { seriesTexts } from "./series-texts.ts";
import { useSeriesDeed } from "./use-series-action.ts";
import { useSeriesRemoval } from "./use-series-removal.ts";

/** What can be done with a series as a whole: end it, or remove it. */
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
  return (
    <div>
      <Asking title={t("end.title")} text={t("end.text")} button={t("end")} deed={end} />
      {end.error && <Problem error={end.error} />}
    </div>
  );
}

/** A draft goes at once and comes back whole. An ended series takes what people were invited to with it: that asks. */
function Removing({ series }: { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const remove = useSeriesRemoval(series.id);
  if (series.state !== "draft")
    return (
      <Asking title={t("remove.title")} text={t("remove.text")} button={t("remove.series")} deed={remove} />
    );
  return (
    <Button disabledFocusable={remove.isPending} onClick={() => remove.mutate()}>
      {t("remove.draft")}
    </Button>
  );
}

type Deed = { isPending: boolean; mutate(): void };

/** A button whose deed is done after one has said yes. */
function Asking({ title, text, button, deed }: { title: string; text: string; button: string; deed: Deed }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button disabledFocusable={deed.isPending} onClick={() => setAsking(true)}>
        {button}
      </Button>
      {asking && (
        <AskFirst title={title} deed={button} act={() => deed.mutate()} close={() => setAsking(false)}>
          <p>{text}</p>
        </AskFirst>
      )}
    </>
  );
}
