import type { Chart, ChartRow } from "./chart.ts";
import type { Localized } from "./localized.ts";
import styles from "./results.module.css";
import { Said } from "./said.tsx";
import type { Speech } from "./speech.ts";

/** `corner` heads the first column; `labelledBy` is the element that says what the picture says. */
type Props = { chart: Chart; corner: string; labelledBy: string; speech: Speech };

/** A picture as a table: bars and dots are drawn in cells of their own, their numbers stand beside them. */
export function ChartView({ chart, corner, labelledBy, speech }: Props) {
  const { bars, dots, columns, rows } = chart;
  const width = columns.length + (bars ? 1 : 0) + (dots ? 1 : 0);
  return (
    <table className={styles.chart} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {bars && (
            <th scope="col" className={styles.panel}>
              <span className={styles.hidden}>{speech.t("picture")}</span>
              {bars.ends && <Ends ends={bars.ends} speech={speech} />}
            </th>
          )}
          {dots && (
            <th scope="col" className={styles.panel}>
              <span className={styles.hidden}>{speech.t("picture")}</span>
              <Ends ends={dots.ends} speech={speech} />
            </th>
          )}
          {columns.map(({ label, fill }) => (
            <th key={label} scope="col" className={styles.number}>
              {fill && <span className={`${styles.swatch} ${styles[fill]}`} />}
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.total ? styles.total : ""}>
            <th scope="row">
              <Said sentence={[row.label]} speech={speech} />
              {row.aside && <span className={styles.aside}> {row.aside}</span>}
            </th>
            {row.numbers.length === 0 ? (
              <td colSpan={width} className={styles.note}>
                {row.note}
              </td>
            ) : (
              <Cells chart={chart} row={row} speech={speech} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({
  chart: { bars, dots, columns },
  row,
  speech,
}: {
  chart: Chart;
  row: ChartRow;
  speech: Speech;
}) {
  return (
    <>
      {bars && (
        <td className={styles.panel}>
          {row.note ? (
            <span className={styles.note}>{row.note}</span>
          ) : (
            <Bars centre={bars.centre} row={row} />
          )}
          {bars.ends && <Ends ends={bars.ends} speech={speech} />}
        </td>
      )}
      {dots && (
        <td className={styles.panel}>
          <Dot row={row} />
          <Ends ends={dots.ends} speech={speech} />
        </td>
      )}
      {row.numbers.map((number, index) => {
        const column = columns[index];
        return (
          <td key={column?.label} className={styles.number}>
            {number && (
              <span className={styles.narrow} aria-hidden="true">
                {column?.fill && <span className={`${styles.swatch} ${styles[column.fill]}`} />}
                {column?.label}{" "}
              </span>
            )}
            {number}
          </td>
        );
      })}
    </>
  );
}

function Bars({ centre, row }: { centre: number | null; row: ChartRow }) {
  return (
    <div className={styles.bars} aria-hidden="true">
      {row.bars.map(({ fill, start, width }) => (
        <span
          key={fill}
          className={styles[fill]}
          style={{ insetInlineStart: `${start}%`, width: `${width}%` }}
        />
      ))}
      {centre !== null && <span className={styles.centre} style={{ insetInlineStart: `${centre}%` }} />}
      {row.whisker && <Whisker interval={row.whisker} />}
    </div>
  );
}

function Dot({ row: { dot } }: { row: ChartRow }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {dot?.interval && <Whisker interval={dot.interval} />}
      {dot && <span className={styles.dot} style={{ insetInlineStart: `${dot.at}%` }} />}
    </div>
  );
}

function Whisker({ interval: [from, to] }: { interval: [number, number] }) {
  return <span className={styles.whisker} style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }} />;
}

function Ends({ ends: [low, high], speech }: { ends: [Localized, Localized]; speech: Speech }) {
  return (
    <span className={styles.ends} aria-hidden="true">
      <span>
        <Said sentence={[low]} speech={speech} />
      </span>
      <span>
        <Said sentence={[high]} speech={speech} />
      </span>
    </span>
  );
}
