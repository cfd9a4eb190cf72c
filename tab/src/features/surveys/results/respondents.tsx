import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { DataTableView } from "./tables/data-table-view.tsx";
import { respondentsTable } from "./tables/respondents.ts";

/** Who answered, by group: nothing where the release has no groups. */
export function Respondents({ results, release, formatter }: Shown) {
  const { t } = formatter;
  return release.leaves.map(({ backgroundId, blocks }) => (
    <details key={backgroundId} className={styles.how}>
      <summary>{t("who")}</summary>
      <DataTableView
        table={respondentsTable(backgroundId, blocks, results, formatter)}
        caption={[t("who")]}
        formatter={formatter}
      />
    </details>
  ));
}
