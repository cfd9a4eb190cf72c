import styles from "#features/surveys/results/results.module.css";
import type { Shown } from "#features/surveys/results/shown.ts";
import { DataTableView } from "./data-table-view.tsx";
import { respondentsTable } from "./respondents.ts";

/** Who answered, by group: nothing where the release has no groups. */
export function RespondentsTable({ results, release, formatter }: Shown) {
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
