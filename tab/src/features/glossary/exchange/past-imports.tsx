import { useQuery } from "@tanstack/react-query";
import type { ImportView } from "bot/glossary/contract";
import { Link } from "react-router";
import { importsQuery } from "#features/glossary/queries.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";

/** Files that were brought in before, or wait to be. */
export function PastImports() {
  const t = useTexts(exchangeTexts);
  const imports = useQuery(importsQuery());
  return (
    <section aria-labelledby="past">
      <h2 id="past" className={styles.heading}>
        {t("past")}
      </h2>
      {imports.error && <Problem error={imports.error} again={() => void imports.refetch()} />}
      {imports.isPending && <RowsSkeleton rows={2} />}
      {imports.data?.length === 0 && <p>{t("past.none")}</p>}
      <ul className={styles.past}>
        {imports.data?.map((view) => (
          <PastImport key={view.id} view={view} />
        ))}
      </ul>
    </section>
  );
}

function PastImport({ view: { id, fileName, at, state, done } }: { view: ImportView }) {
  const t = useTexts(exchangeTexts);
  const language = useLanguage();
  return (
    <li>
      <Link to={`?id=${id}`}>{fileName}</Link>
      <span className={styles.soft}>
        {dateTimeIn(language, at)} · {state === "done" ? t("result", done) : t(`past.${state}`)}
      </span>
    </li>
  );
}
