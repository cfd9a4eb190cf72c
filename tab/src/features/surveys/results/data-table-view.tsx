import type { DataTable } from "./data-table.ts";
import { type Localized, plain, type Sentence } from "./localized.ts";
import styles from "./results.module.css";
import { Said } from "./said.tsx";
import { Scroll } from "./scroll.tsx";
import type { Speech } from "./speech.ts";

type Props = { table: DataTable; caption: Sentence; texts?: boolean; speech: Speech };

/** A table of figures, or of `texts`. */
export function DataTableView({ table, caption, texts = false, speech }: Props) {
  const { corner, headings, rows } = table;
  const paired = headings.some(({ columns }) => columns.length > 0);
  const width = headings.reduce((sum, { columns }) => sum + Math.max(1, columns.length), 0);
  const said = (label: Localized) => <Said sentence={[label]} speech={speech} />;

  return (
    <Scroll label={plain(caption)}>
      <table className={`${styles.data} ${texts ? styles.texts : ""}`}>
        <caption>
          <Said sentence={caption} speech={speech} />
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={paired ? 2 : 1}>
              {corner}
            </th>
            {headings.map(({ label, columns }, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                key={index}
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
                  <th key={`${index} ${column}`} scope="col">
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
              <th scope="row">{said(label)}</th>
              {note ? (
                <td colSpan={width} className={styles.note}>
                  {note}
                </td>
              ) : (
                cells.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                  <td key={index}>{cell}</td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
