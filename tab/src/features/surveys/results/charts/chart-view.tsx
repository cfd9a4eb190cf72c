import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import type { Localized } from "#features/surveys/results/wording/localized.ts";
import { Said } from "#features/surveys/results/wording/sentence.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import styles from "./chart.module.css";
import type { Chart, ChartRow } from "./chart.ts";

/** `corner` heads the first column; `labelledBy` names the elements that say what the picture says. */
type Props = { chart: Chart; corner: string; labelledBy: string; formatter: Formatter };

/** A picture as a table: bars and dots are drawn in cells of their own, their numbers stand beside them. */
export function ChartView({ chart, corner, labelledBy, formatter }: Props) {
  const { bars, dots, columns, rows } = chart;
  const groups = rows.length > 1 ? styles.groups : "";
  return (
    <table className={`${styles.chart} ${groups}`} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col" className={`${styles.head} ${styles.label}`}>
            {corner}
          </th>
          {[bars, dots].map(
            (panel, index) =>
              panel && (
                <th
                  key={index === 0 ? "bars" : "dots"}
                  scope="col"
                  className={`${styles.head} ${styles.panel}`}
                >
                  <span className={unseen}>{formatter.t("picture")}</span>
                  {panel.ends && <Ends ends={panel.ends} look={styles.ends} formatter={formatter} />}
                </th>
              ),
          )}
          {columns.map(({ label, fill }) => (
            <th key={label} scope="col" className={`${styles.head} ${styles.number}`}>
              {fill && <span className={`${styles.swatch} ${styles[fill]}`} />}
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className={`${styles.row} ${row.total ? styles.total : ""}`}>
            <th scope="row" className={styles.label}>
              <Said sentence={[row.label]} formatter={formatter} />
              {row.aside && <span className={styles.aside}> {row.aside}</span>}
            </th>
            <Cells chart={chart} row={row} first={index === 0} formatter={formatter} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellsProps = { chart: Chart; row: ChartRow; first: boolean; formatter: Formatter };

function Cells({ chart: { bars, dots, columns }, row, first, formatter }: CellsProps) {
  const note = row.note && <span className={styles.note}>{row.note}</span>;
  if (row.numbers.length === 0)
    return (
      <td className={styles.alone} colSpan={columns.length + (bars ? 1 : 0) + (dots ? 1 : 0)}>
        {note}
      </td>
    );
  return (
    <>
      {bars && (
        <td className={styles.panel}>
          {note ?? <Bars centre={bars.centre} row={row} />}
          {first && bars.ends && (
            <Ends ends={bars.ends} look={`${styles.ends} ${styles.narrow}`} formatter={formatter} />
          )}
        </td>
      )}
      {dots && (
        <td className={styles.panel}>
          <Dot row={row} />
          {first && <Ends ends={dots.ends} look={`${styles.ends} ${styles.narrow}`} formatter={formatter} />}
        </td>
      )}
      {columns.map(({ label, fill }, index) => (
        <td key={label} className={styles.number}>
          {row.numbers[index] && (
            <span className={styles.narrow} aria-hidden="true">
              {fill && <span className={`${styles.swatch} ${styles[fill]}`} />}
              {label}{" "}
            </span>
          )}
          {row.numbers[index]}
        </td>
      ))}
    </>
  );
}

function Bars({ centre, row }: { centre: number | null; row: ChartRow }) {
  return (
    <div className={styles.bars} aria-hidden="true">
      {row.bars.map(({ fill, start, width }) => (
        <span
          key={fill}
          className={`${styles.bar} ${styles[fill]}`}
          style={{ insetInlineStart: `${start}%`, width: `${width}%` }}
        />
      ))}
      {centre !== null && <span className={styles.centre} style={{ insetInlineStart: `${centre}%` }} />}
      {row.whisker && <Across interval={row.whisker} look={styles.whisker} />}
    </div>
  );
}

function Dot({ row: { dot } }: { row: ChartRow }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {dot?.interval && <Across interval={dot.interval} look={styles.band} />}
      {dot && <span className={styles.dot} style={{ insetInlineStart: `${dot.at}%` }} />}
    </div>
  );
}

function Across({ interval: [from, to], look }: { interval: [number, number]; look: string | undefined }) {
  if (from === to) return null;
  return <span className={look} style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }} />;
}

/** What the two ends of a panel mean: above it, and on a phone under its first row. */
function Ends({ ends: [low, high], look, formatter }: EndsProps) {
  return (
    <span className={look} aria-hidden="true">
      <span>
        <Said sentence={[low]} formatter={formatter} />
      </span>
      <span className={styles.far}>
        <Said sentence={[high]} formatter={formatter} />
      </span>
    </span>
  );
}

type EndsProps = { ends: [Localized, Localized]; look: string | undefined; formatter: Formatter };
