import { useQuery } from "@tanstack/react-query";
import type { ConceptRow, Language } from "bot/glossary/contract";
import { Link } from "react-router";
import styles from "#features/glossary/proposals/edit.module.css";
import { editTexts } from "#features/glossary/proposals/edit-texts.ts";
import { similarQuery } from "#features/glossary/queries.ts";
import { languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useSettled } from "./use-settled.ts";

/** Shorter than this nearly everything resembles it. */
const shortestTerm = 3;

/** What is there already, told before it is proposed twice. What one writes is kept while one looks. */
export function SimilarConcepts({ term, language, conceptId }: Props) {
  const t = useTexts(editTexts);
  const settled = useSettled(term.trim());
  const similar = useQuery({
    ...similarQuery(settled, language),
    enabled: settled.length >= shortestTerm,
    retry: false,
  });
  const found = similar.data?.concepts.filter(({ id }) => id !== conceptId) ?? [];
  return (
    <div role="status" className={styles.similar}>
      {found.length > 0 && (
        <>
          <p>{t("similar", { count: found.length })}</p>
          <ul>
            {found.map((row) => (
              <li key={row.id}>
                <Link to={`/terms/concepts/${row.id}`}>
                  <RowWords row={row} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type Props = { term: string; language: Language; conceptId: string };

/** A concept on one line: its best term in each language. */
export function RowWords({ row }: { row: ConceptRow }) {
  const best = languages.flatMap((each) => {
    const [term] = row.terms[each];
    return term ? [{ language: each, text: term.term }] : [];
  });
  return best.map(({ language, text }, index) => (
    <span key={language}>
      {index > 0 && " – "}
      <span lang={language}>{text}</span>
    </span>
  ));
}
