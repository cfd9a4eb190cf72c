import type { Matrix } from "./chart.ts";
import styles from "./results.module.css";
import { Said } from "./said.tsx";
import { Scroll } from "./scroll.tsx";
import type { Speech } from "./speech.ts";

type Props = { matrix: Matrix; title: string; labelledBy: string; speech: Speech };

/** Choices by groups: each cell's number, underlined as far as its share reaches. */
export function MatrixView({ matrix: { columns, rows }, title, labelledBy, speech }: Props) {
  return (
    <Scroll label={title}>
      <table className={`${styles.data} ${styles.matrix}`} aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">{speech.t("group")}</th>
            {columns.map((label, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
              <th key={index} scope="col">
                <Said sentence={[label]} speech={speech} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, aside, total, note, cells }) => (
            <tr key={id} className={total ? styles.total : ""}>
              <th scope="row">
                <Said sentence={[label]} speech={speech} />
                {aside && <span className={styles.aside}> {aside}</span>}
              </th>
              {note ? (
                <td colSpan={columns.length} className={styles.note}>
                  {note}
                </td>
              ) : (
                cells.map(({ text, percent }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                  <td key={index}>
                    {text}
                    <span className={styles.underline} style={{ width: `${percent}%` }} />
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
