import type { Gap } from "bot/coffee/contract";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { fieldId } from "#platform/drafting/fields.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";

/** What stops a series from being started, each line a way to its field. */
export function GapList({ gaps }: { gaps: readonly Gap[] }) {
  const t = useTexts(seriesTexts);
  return (
    <ul className={styles.gaps}>
      {gaps.map(({ about, language }) => {
        const id = fieldId(about, language);
        return (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(id);
              }}
            >
              {t(`gap.${about}`)}
              {language && ` (${languageNames[language]})`}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** The field, or the first one inside what has the id. */
function goTo(id: string): void {
  const place = document.getElementById(id);
  const fields = "input, select, textarea, button";
  const field = place?.matches(fields) ? place : place?.querySelector<HTMLElement>(fields);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
