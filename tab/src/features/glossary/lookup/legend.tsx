import type { ReactNode } from "react";
import { signs } from "#features/glossary/concepts/term/term-signs.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { equivalences, genders, usages } from "#features/glossary/lists.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./search-page.module.css";

const keys = ["/", "↓ ↑", "→ ←", "Enter", "C", "Esc"] as const;

/** What the marks mean, and which keys there are. */
export function Legend() {
  const t = useTexts(glossaryTexts);
  const near = equivalences.filter((each) => each !== "exact");
  return (
    <details className={styles.legend}>
      <summary>{t("legend")}</summary>
      <dl>
        <Line sign={<em>{t("mark.deprecated")}</em>} means={t("legend.deprecated")} />
        <Line sign={<em>{t("mark.superseded")}</em>} means={t("legend.superseded")} />
        {near.map((each) => (
          <Line key={each} sign={<b>{signs[each]}</b>} means={t(`equivalence.${each}`)} />
        ))}
        {usages.map((usage) => (
          <Line key={usage} sign={<b>{usage}</b>} means={t(`usage.${usage}`)} />
        ))}
        {genders.map((gender) => (
          <Line key={gender} sign={t(`gender.${gender}.short`)} means={t(`gender.${gender}`)} />
        ))}
        <Line sign={t("unchecked")} means={t("legend.unchecked")} />
        {keys.map((key) => (
          <Line key={key} sign={<kbd>{key}</kbd>} means={t(`key.${key}`)} />
        ))}
      </dl>
    </details>
  );
}

function Line({ sign, means }: { sign: ReactNode; means: string }) {
  return (
    <div>
      <dt>{sign}</dt>
      <dd>{means}</dd>
    </div>
  );
}
