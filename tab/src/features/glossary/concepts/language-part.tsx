import type { ConceptDraft, Language, Term } from "bot/glossary/contract";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { termsIn } from "#features/glossary/headword.ts";
import { languageNames } from "#platform/language.ts";
import { isStraight } from "#platform/markdown/straight-address.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { CopyButton } from "./term/copy-button.tsx";
import { mayBeUsed, TermText } from "./term/term-text.tsx";

/** The concept in one language: its terms, what it means, and what is to be noted. */
export function LanguagePart({ draft, language }: { draft: ConceptDraft; language: Language }) {
  const t = useTexts(conceptTexts);
  const say = useTexts(glossaryTexts);
  const terms = termsIn(draft, language);
  const { definition, note } = draft[language];
  const id = `language-${language}`;
  return (
    <section aria-labelledby={id} className={styles.language}>
      <h2 id={id} lang={language}>
        {languageNames[language]}
      </h2>
      {terms.length === 0 && <p className={styles.lacking}>{say("lacking")}</p>}
      <ul className={styles.terms}>
        {terms.map((term) => (
          <TermItem key={term.id} term={term} />
        ))}
      </ul>
      {definition.text && (
        <>
          <h3>{t("definition")}</h3>
          <p lang={language} className={styles.text}>
            {definition.text}
          </p>
        </>
      )}
      {definition.source && <Source text={definition.source} />}
      {note && (
        <>
          <h3>{t("note")}</h3>
          <p lang={language} className={styles.text}>
            {note}
          </p>
        </>
      )}
    </section>
  );
}

function TermItem({ term }: { term: Term }) {
  const t = useTexts(conceptTexts);
  const say = useTexts(glossaryTexts);
  const facts = [
    term.status === "preferred" || term.status === "admitted" ? say(`status.${term.status}`) : "",
    term.partOfSpeech ? t(`partOfSpeech.${term.partOfSpeech}`) : "",
    term.gender ? say(`gender.${term.gender}`) : "",
    term.type && term.type !== "full" ? t(`type.${term.type}`) : "",
  ].filter((fact) => fact !== "");
  return (
    <li>
      <div className={styles.term}>
        <TermText term={term} language={term.language} />
        {mayBeUsed(term) && <CopyButton id={term.id} text={term.term} />}
      </div>
      {facts.length > 0 && <p className={styles.facts}>{facts.join(" · ")}</p>}
      {term.source && <Source text={term.source} />}
      {term.context.text && (
        <figure className={styles.context}>
          <blockquote lang={term.language}>{term.context.text}</blockquote>
          {term.context.source && (
            <figcaption>
              <Source text={term.context.source} />
            </figcaption>
          )}
        </figure>
      )}
      {term.note && <p className={styles.text}>{term.note}</p>}
    </li>
  );
}

/** Where something is taken from; an address of the web in it can be followed. */
export function Source({ text }: { text: string }) {
  const t = useTexts(conceptTexts);
  return (
    <p className={styles.source}>
      {t("source")}: <Linked text={text} />
    </p>
  );
}

function Linked({ text }: { text: string }) {
  const found = /https?:\/\/[^\s<>"]*[^\s<>".,;:)]/.exec(text);
  if (!found || !isStraight(found[0])) return text;
  const [address] = found;
  return (
    <>
      {text.slice(0, found.index)}
      <a href={address} target="_blank" rel="noopener noreferrer">
        {address}
      </a>
      {text.slice(found.index + address.length)}
    </>
  );
}
