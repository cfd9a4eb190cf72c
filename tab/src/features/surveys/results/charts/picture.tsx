import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import styles from "#features/surveys/results/results.module.css";
import type { Shown } from "#features/surveys/results/shown.ts";
import { fileNameOf } from "#features/surveys/results/wording/file-name.ts";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
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
import { drawPicture } from "./picture-svg.ts";
import { paperOf } from "./svg-pen.ts";
import { textWidth } from "./text-width.ts";

const PictureDialog = lazy(() =>
  import("#platform/ui/dialogs/picture-dialog.tsx").then(({ PictureDialog }) => ({ default: PictureDialog })),
);

type Props = Shown & {
  title: Localized;
  sentence: Sentence;
  /** How many answered; null where that is hidden. */
  n: number | null;
  /** Whether groups are in it, which may be joined. */
  grouped: boolean;
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
  formatter,
  title,
  sentence,
  n,
  grouped,
  parts,
  tables,
  picture,
  table,
  children,
}: Props) {
  const { t } = formatter;
  const [asTable, setAsTable] = useState(tables);
  const [shown, setShown] = useState<string>();
  const toast = useToast();
  const id = useId();

  const copy = async () => {
    try {
      const survey = inLanguage(results.title, formatter.language, results.languages).text;
      const words = { survey, title: title.text, sentence: plain(sentence), notes: notes() };
      const svg = drawPicture(words, parts, inLight(paperOf), textWidth());
      const done = await copyPicture(svg, fileNameOf(title.text, "png"));
      if (done.outcome === "shown") setShown(URL.createObjectURL(done.png));
      else toast({ message: t(`picture.${done.outcome}`) });
    } catch {
      toast({ message: t("picture.failed") });
    }
  };

  const small = smallPrint(parts, formatter);
  const notes = () => [
    ...(n === null ? [] : [formatter.answers(n)]),
    t(release.final ? "releasedAt" : "countedAt", { date: formatter.dateTime(release.releasedAt) }),
    ...(release.version === 1 ? [t("footnote.about")] : []),
    ...(grouped && release.version === 2 && release.signed === null ? [t("footnote")] : []),
    ...small,
  ];

  return (
    <div className={styles.figure}>
      {asTable ? table : picture}
      {shown && (
        <Suspense>
          <PictureDialog
            address={shown}
            title={title.text}
            words={{ heading: t("picture"), how: t("picture.shown"), close: t("picture.close") }}
            close={() => setShown(undefined)}
          />
        </Suspense>
      )}
      <div className={styles.tools}>
        {children}
        {/* What the buttons' names end with: there are as many of each as pictures. */}
        <span id={`${id}-title`} lang={title.language} hidden>
          {title.text}
        </span>
        <Tool titleId={`${id}-title`} use={() => setAsTable(!asTable)}>
          {t(asTable ? "asPicture" : "asTable")}
        </Tool>
        <Tool titleId={`${id}-title`} use={() => void copy()}>
          {t("picture.copy")}
        </Tool>
      </div>
      {!asTable && small.length > 0 && <p className={styles.small}>{small.join(" ")}</p>}
    </div>
  );
}

function Tool({ titleId, use, children }: { titleId: string; use(): void; children: string }) {
  const id = useId();
  return (
    <Button id={id} aria-labelledby={`${id} ${titleId}`} size="small" appearance="subtle" onClick={use}>
      {children}
    </Button>
  );
}

/** What one needs to know to read the picture, on the page, in print and in the copied picture. */
const smallPrint = (parts: Part[], { t }: Formatter): string[] => [
  ...(hasIntervals(parts) ? [t("whisker")] : []),
  ...(parts.some((part) => (part.kind === "chart" ? part.chart : part.matrix).uneven) ? [t("uneven")] : []),
];

const hasIntervals = (parts: Part[]): boolean =>
  parts.some(
    (part) => part.kind === "chart" && part.chart.rows.some(({ whisker, dot }) => whisker ?? dot?.interval),
  );
