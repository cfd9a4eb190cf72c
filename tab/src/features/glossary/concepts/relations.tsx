import type { ConceptView } from "bot/glossary/contract";
import { Link } from "react-router";
import { wordsIn } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { relationKinds } from "#features/glossary/lists.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";

/** The concepts around it, by how they are related. */
export function Relations({ concept: { relations } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  if (relations.length === 0) return null;
  const byKind = Map.groupBy(relations, ({ kind }) => kind);
  return (
    <section aria-labelledby="relations">
      <h2 id="relations" className={styles.heading}>
        {t("relations")}
      </h2>
      <dl className={styles.relations}>
        {relationKinds
          .filter((kind) => byKind.has(kind))
          .map((kind) => (
            <div key={kind}>
              <dt>{t(`relation.${kind}`)}</dt>
              <dd>
                {byKind.get(kind)?.map((related) => (
                  <Related key={related.id} {...related} />
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Related({ id, headword }: Pick<ConceptView["relations"][number], "id" | "headword">) {
  const say = useTexts(glossaryTexts);
  const { text, lang } = wordsIn(headword, useLanguage());
  return (
    <Link to={`/terms/concepts/${id}`} lang={text ? lang : undefined} className={styles.link}>
      {text || say("untitled")}
    </Link>
  );
}
