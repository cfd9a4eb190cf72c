import { Checkbox } from "@fluentui/react-components";
import type { ConceptRow, Field, Language } from "bot/glossary/contract";
import { Link } from "react-router";
import { CopyButton } from "#features/glossary/concepts/term/copy-button.tsx";
import { Marked, mayBeUsed, TermText } from "#features/glossary/concepts/term/term-text.tsx";
import { wordsIn } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { languageNames, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import styles from "./term-table.module.css";

/** Whether it is chosen, while one chooses. */
type Pick = { isOn: boolean; set(on: boolean): void };
type Props = { row: ConceptRow; columns: Language[]; fields: Field[]; pick: Pick | null };

/** One concept: its terms in each language, the best first; the first of them leads to it. */
export function TermRow({ row, columns, fields, pick }: Props) {
  const t = useTexts(glossaryTexts);
  const linked = columns.find((language) => row.terms[language].length > 0) ?? columns[0];
  return (
    <tr data-row className={styles.row}>
      {pick && (
        <td className={styles.pick}>
          <Checkbox
            aria-label={t("bulk.pick", {
              term: (linked && row.terms[linked][0]?.term) ?? t("untitled"),
            })}
            checked={pick.isOn}
            onChange={(_, { checked }) => pick.set(checked === true)}
          />
        </td>
      )}
      {columns.map((language, column) => {
        const cell = (
          <>
            <span lang={language} className={styles.language} aria-hidden="true">
              {languageNames[language]}
            </span>
            <Terms row={row} language={language} column={column} isLinked={language === linked} />
            {language === linked && <About row={row} fields={fields} />}
          </>
        );
        return language === linked ? (
          <th key={language} scope="row">
            {cell}
          </th>
        ) : (
          <td key={language}>{cell}</td>
        );
      })}
    </tr>
  );
}

type TermsProps = { row: ConceptRow; language: Language; column: number; isLinked: boolean };

function Terms({ row, language, column, isLinked }: TermsProps) {
  const t = useTexts(glossaryTexts);
  const terms = row.terms[language];
  const path = `/terms/concepts/${row.id}`;
  if (terms.length === 0)
    return isLinked ? (
      <Link to={path} data-stop={column}>
        {t("untitled")}
      </Link>
    ) : (
      <span className={styles.lacking}>{t("lacking")}</span>
    );
  return (
    <ul className={styles.terms}>
      {terms.map((term, index) => {
        const leads = isLinked && index === 0;
        return (
          <li key={index} className={index === 0 ? styles.best : undefined}>
            <TermText term={term} language={language} matched={row.matched}>
              {leads && (
                <Link to={path} data-stop={column}>
                  <Marked text={term.term} language={language} words={row.matched} />
                </Link>
              )}
            </TermText>
            {mayBeUsed(term) && (
              <CopyButton
                id={`${row.id} ${language} ${index}`}
                text={term.term}
                {...(index === 0 && !isLinked && { column })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function About({ row, fields }: { row: ConceptRow; fields: Field[] }) {
  const t = useTexts(glossaryTexts);
  const language = useLanguage();
  const field = fields.find(({ id }) => id === row.field);
  const { text, lang } = field ? wordsIn(field.name, language) : { text: "", lang: language };
  if (!text && row.isChecked && !row.isInReview) return null;
  return (
    <p className={styles.about}>
      {text && <span lang={lang}>{text}</span>}
      {!row.isChecked && <Badge color="warning">{t("unchecked")}</Badge>}
      {row.isInReview && <Badge color="brand">{t("inReview")}</Badge>}
    </p>
  );
}
