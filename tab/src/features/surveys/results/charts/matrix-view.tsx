import { Scroll } from "#features/surveys/results/tables/scroll.tsx";
import styles from "#features/surveys/results/tables/table.module.css";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { Said } from "#features/surveys/results/wording/sentence.tsx";
import type { Matrix } from "./chart.ts";

type Props = { matrix: Matrix; title: string; labelledBy: string; formatter: Formatter };

/** Choices by groups: each cell's number, underlined as far as its share reaches, alike in every column. */
export function MatrixView({ matrix: { columns, rows }, title, labelledBy, formatter }: Props) {
  return (
    <Scroll label={title}>
      <table className={styles.table} aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col" className={`${styles.head} ${styles.corner}`}>
              {formatter.t("group")}
            </th>
            {columns.map((label, index) => (
              <th key={index} scope="col" className={styles.head}>
                <Said sentence={[label]} formatter={formatter} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, aside, total, note, cells }) => (
            <tr key={id} className={total ? styles.total : ""}>
              <th scope="row" className={styles.label}>
                <Said sentence={[label]} formatter={formatter} />
                {aside && <span className={styles.aside}> {aside}</span>}
              </th>
              {note ? (
                <td colSpan={columns.length} className={`${styles.cell} ${styles.note}`}>
                  {note}
                </td>
              ) : (
                cells.map(({ text, percent }, index) => (
                  <td key={index} className={styles.cell}>
                    {text}
                    <span className={styles.reach} style={{ width: `${percent * 0.6}px` }} />
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
