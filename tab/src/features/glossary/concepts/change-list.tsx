import type { ConceptDraft } from "bot/glossary/contract";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { type Change, changesBetween } from "./changes.ts";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { WithTerm } from "./term/with-term.tsx";

/** What was changed from one version to another, a line each. */
export function ChangeList({ before, after }: { before: ConceptDraft; after: ConceptDraft }) {
  return (
    <ul className={styles.changes}>
      {changesBetween(before, after).map((change) => (
        <li key={JSON.stringify(change)}>
          <ChangeLine change={change} />
        </li>
      ))}
    </ul>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const t = useTexts(conceptTexts);
  const say = useTexts(glossaryTexts);
  if ("term" in change) {
    const { about, term, language } = change;
    const values = {
      ...(about === "termRenamed" && { from: change.from }),
      ...(about === "termStatus" && { status: say(`status.${change.status}`).toLowerCase() }),
    };
    return (
      <WithTerm
        term={term}
        language={language}
        say={(slot) => t(`change.${about}`, { ...values, term: slot })}
      />
    );
  }
  if ("language" in change) return t(`change.${change.about}`, { language: t(`in.${change.language}`) });
  return t(`change.${change.about}`);
}
