import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import styles from "#features/surveys/results/results.module.css";
import type { Shown } from "#features/surveys/results/results-props.ts";
import { fileNameOf } from "#features/surveys/results/wording/file-name.ts";
import {
  inLanguage,
  type Localized,
  plain,
  type Sentence,
} from "#features/surveys/results/wording/localized.ts";
import { inLight } from "#platform/shell/theme.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { copyPicture } from "./copy-picture.ts";
import type { Part } from "./parts.ts";
import { PictureDialog } from "./picture-dialog.tsx";
import { drawPicture } from "./picture-svg.ts";
import { paperOf } from "./svg-pen.ts";
import { textWidth } from "./text-width.ts";

type Props = Shown & {
  title: Localized;
  sentence: Sentence;
  /** How many answered; null where that is hidden. */
  n: number | null;
  parts: Part[];
  /** Whether it starts as a table. */
  tables: boolean;
  picture: ReactNode;
  table: ReactNode;
  /** More buttons. */
  children?: ReactNode;
};

/** A picture that can be read as a table instead, and copied with all that one needs to understand it. */
export function Picture({
  results,
  release,
  speech,
  title,
  sentence,
  n,
  parts,
  tables,
  picture,
  table,
  children,
}: Props) {
  const { t } = speech;
  const [asTable, setAsTable] = useState(tables);
  const [shown, setShown] = useState<string>();
  const toast = useToast();

  const copy = async () => {
    try {
      const survey = inLanguage(results.title, speech.language, results.languages).text;
      const words = { survey, title: title.text, sentence: plain(sentence), notes: notes() };
      const svg = drawPicture(words, parts, inLight(paperOf), textWidth());
      const done = await copyPicture(svg, fileNameOf(title.text, "png"));
      if (done.outcome === "shown") setShown(URL.createObjectURL(done.png));
      else toast({ message: t(`picture.${done.outcome}`) });
    } catch {
      toast({ message: t("picture.failed") });
    }
  };

  const notes = () => [
    ...(n === null ? [] : [t("n", { n: speech.count(n) })]),
    t(release.final ? "releasedAt" : "countedAt", { date: speech.dateTime(release.releasedAt) }),
    ...(results.kind === "signed" ? [] : [t("footnote", { limit: release.thresholds.ratings })]),
    ...(hasIntervals(parts) ? [t("whisker")] : []),
  ];

  return (
    <div className={styles.figure}>
      {asTable ? table : picture}
      {shown && <PictureDialog address={shown} title={title.text} t={t} close={() => setShown(undefined)} />}
      <div className={styles.tools}>
        {children}
        <Button size="small" appearance="subtle" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? "asPicture" : "asTable")}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => void copy()}>
          {t("picture.copy")}
        </Button>
        {!asTable && hasIntervals(parts) && <span className={styles.aside}>{t("whisker")}</span>}
      </div>
    </div>
  );
}

const hasIntervals = (parts: Part[]): boolean =>
  parts.some(
    (part) => part.kind === "chart" && part.chart.rows.some(({ whisker, dot }) => whisker ?? dot?.interval),
  );
