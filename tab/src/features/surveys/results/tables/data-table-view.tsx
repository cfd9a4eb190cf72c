import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { type Localized, plain, type Sentence } from "#features/surveys/results/wording/localized.ts";
import { Said } from "#features/surveys/results/wording/sentence.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import type { DataTable } from "./data-table.ts";
import { Scroll } from "./scroll.tsx";
import styles from "./table.module.css";

type Props = { table: DataTable; caption: Sentence; texts?: boolean; formatter: Formatter };

/** A table of figures, or of `texts`. Its caption is for screen readers: to the eye the heading above it says the same. */
export function DataTableView({ table, caption, texts = false, formatter }: Props) {
  const { corner, headings, rows } = table;
  const paired = headings.some(({ columns }) => columns.length > 0);
  const width = headings.reduce((sum, { columns }) => sum + Math.max(1, columns.length), 0);
  const align = texts ? styles.text : "";
  const said = (label: Localized) => <Said sentence={[label]} formatter={formatter} />;

  return (
    <Scroll label={plain(caption)}>
      <table className={styles.table}>
        <caption className={unseen}>
          <Said sentence={caption} formatter={formatter} />
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={paired ? 2 : 1} className={`${styles.head} ${styles.corner}`}>
              {corner}
            </th>
            {headings.map(({ label, columns }, index) => (
              <th
                key={index}
                className={`${styles.head} ${align}`}
                scope={columns.length > 0 ? "colgroup" : "col"}
                colSpan={Math.max(1, columns.length)}
                rowSpan={paired && columns.length === 0 ? 2 : 1}
              >
                {said(label)}
              </th>
            ))}
          </tr>
          {paired && (
            <tr>
              {headings.flatMap(({ columns }, index) =>
                columns.map((column) => (
                  <th key={`${index} ${column}`} scope="col" className={styles.head}>
                    {column}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {rows.map(({ id, label, cells, note }) => (
            <tr key={id}>
              <th scope="row" className={styles.label}>
                {said(label)}
              </th>
              {note ? (
                <td colSpan={width} className={`${styles.cell} ${styles.note}`}>
                  {note}
                </td>
              ) : (
                cells.map((cell, index) => (
                  <td key={index} className={`${styles.cell} ${align}`}>
                    {cell}
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
