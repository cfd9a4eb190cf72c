import type { ConceptDraft, ImportView } from "bot/glossary/contract";
import { Link } from "react-router";
import { TermText } from "#features/glossary/concepts/term/term-text.tsx";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { termsIn } from "#features/glossary/headword.ts";
import { languageNames, languages, localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";
import { ProblemTable } from "./problem-table.tsx";

/** What the file holds and what would become of it, before anything is changed. */
export function ImportPreview({ view }: { view: ImportView }) {
  const t = useTexts(exchangeTexts);
  const { fresh, known, same, otherLanguages, samples } = view;
  return (
    <>
      <dl className={styles.counts}>
        {(["fresh", "known", "same"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`count.${key}`)}</dt>
            <dd>{{ fresh, known, same }[key]}</dd>
          </div>
        ))}
      </dl>
      {otherLanguages.length > 0 && <LeftOut languages={otherLanguages} />}
      <ProblemTable view={view} />
      {samples.length > 0 && (
        <section aria-labelledby="samples">
          <h2 id="samples" className={styles.heading}>
            {t("samples", { count: samples.length })}
          </h2>
          <ul className={styles.samples}>
            {samples.map(({ draft, existing }, index) => (
              <li key={index}>
                <Sample draft={draft} existing={existing} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The file's languages that the glossary does not keep, each with its number of terms. */
function LeftOut({ languages: others }: { languages: ImportView["otherLanguages"] }) {
  const t = useTexts(exchangeTexts);
  const own = useLanguage();
  const list = others.map(({ language, terms }) => `${nameOfLanguage(language, own)} (${terms})`);
  return <p>{t("otherLanguages", { languages: list.join(", ") })}</p>;
}

/** A code that is none is shown as it is. */
function nameOfLanguage(code: string, own: keyof typeof localeTags): string {
  try {
    return new Intl.DisplayNames(localeTags[own], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function Sample({ draft, existing }: { draft: ConceptDraft; existing: string | null }) {
  const t = useTexts(exchangeTexts);
  const say = useTexts(glossaryTexts);
  return (
    <>
      <dl>
        {languages.map((language) => {
          const terms = termsIn(draft, language);
          return (
            <div key={language}>
              <dt lang={language}>{languageNames[language]}</dt>
              <dd>
                {terms.length === 0 && <span className={styles.soft}>{say("lacking")}</span>}
                {terms.map((term, index) => (
                  <span key={term.id}>
                    {index > 0 && ", "}
                    <TermText term={term} language={language} />
                  </span>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className={styles.soft}>
        {existing ? (
          <Link to={`/terms/concepts/${existing}`}>{t("sample.existing")}</Link>
        ) : (
          t("sample.fresh")
        )}
      </p>
    </>
  );
}
