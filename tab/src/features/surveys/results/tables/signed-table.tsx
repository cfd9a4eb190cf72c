import type { SignedAnswers } from "bot/surveys/contract";
import styles from "#features/surveys/results/results.module.css";
import type { Shown } from "#features/surveys/results/shown.ts";
import { DataTableView } from "./data-table-view.tsx";
import { signedTable } from "./signed.ts";

/** Who answered what, in a signed survey. */
export function SignedTable({ results, signed, formatter }: Shown & { signed: SignedAnswers[] }) {
  const { t } = formatter;
  return (
    <section className={styles.question} aria-labelledby="signed">
      <h2 id="signed" className={styles.heading}>
        {t("signed")}
      </h2>
      <p className={styles.takeaway}>{t("signed.about")}</p>
      <DataTableView
        table={signedTable(results, signed, formatter)}
        caption={[t("signed.about")]}
        texts
        formatter={formatter}
      />
    </section>
  );
}
