import type { Language } from "bot/glossary/contract";

/** A sign of Unicode's private use, where a text has its place for a term. */
const slot = "\uE000";

/** A sentence with a term in it that may be in another language. `say` puts what it is given into the sentence. */
export function WithTerm({ term, language, say }: Props) {
  const [before = "", after = ""] = say(slot).split(slot);
  return (
    <>
      {before}
      <span lang={language}>{term}</span>
      {after}
    </>
  );
}

type Props = { term: string; language: Language; say(term: string): string };
