import type { ConceptRow, Field } from "bot/glossary/contract";
import { CopyingProvider, useCopying } from "#features/glossary/concepts/term/use-copied.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import type { Cut } from "#features/glossary/queries.ts";
import { languageNames, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { byLetter } from "./letters.ts";
import { rowKeys } from "./row-keys.ts";
import { searchId, tableId } from "./search-form.tsx";
import { TermRow } from "./term-row.tsx";
import styles from "./term-table.module.css";
import type { Bulk } from "./use-bulk.ts";

type Props = { concepts: ConceptRow[]; fields: Field[]; cut: Cut; bulk: Bulk };

/** A column for each language, the one that is chosen first; cards on a phone. */
export function TermTable({ concepts, fields, cut, bulk: { picked, pick } }: Props) {
  const t = useTexts(glossaryTexts);
  const copying = useCopying();
  const columns = [cut.language, ...languages.filter((each) => each !== cut.language)];
  const isBrowsed = cut.q === "" && cut.view === "all";
  const groups = isBrowsed ? byLetter(concepts, cut.language) : [{ letter: null, rows: concepts }];
  return (
    <CopyingProvider value={copying}>
      <table id={tableId} className={styles.table} onKeyDown={(event) => rowKeys(event, searchId)}>
        <caption className={unseen}>{t("table")}</caption>
        <thead>
          <tr>
            {picked && <td className={styles.pick} />}
            {columns.map((language) => (
              <th key={language} scope="col" lang={language}>
                {languageNames[language]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ letter, rows }, index) => (
          <tbody key={index}>
            {letter !== null && (
              <tr className={styles.letter}>
                <th colSpan={columns.length + (picked ? 1 : 0)} scope="rowgroup">
                  {letter === "" ? t("letter.none") : letter === "#" ? t("letter.other") : letter}
                </th>
              </tr>
            )}
            {rows.map((row) => (
              <TermRow
                key={row.id}
                row={row}
                columns={columns}
                fields={fields}
                pick={picked && { isOn: picked.has(row.id), set: (on) => pick([row.id], on) }}
              />
            ))}
          </tbody>
        ))}
      </table>
    </CopyingProvider>
  );
}
