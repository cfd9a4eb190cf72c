import { Button } from "@fluentui/react-components";
import type { Language, SurveyRow } from "bot/surveys/contract";
import { Link } from "react-router";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { dateIn, dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { LinkedRow, RowFacts } from "#platform/ui/links/linked-row.tsx";
import { firstSection } from "./sections.ts";
import { StateBadge } from "./state-badge.tsx";
import styles from "./survey-row.module.css";
import { useCopy } from "./use-copy.ts";
import { useRemoval } from "./use-removal.ts";

/** One survey in the list: its name leads to it, the line under says how it stands. */
export function SurveyRowItem({ row }: { row: SurveyRow }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const { text, lang } = wordsIn(row.title, language);
  const name = text || t("untitled");
  const copy = useCopy(row.id);
  const remove = useRemoval(row.id);

  return (
    <LinkedRow
      heading="h2"
      name={
        <Link to={`/surveys/${row.id}/${firstSection(row.state)}`} lang={text ? lang : undefined}>
          {name}
        </Link>
      }
      beside={
        <>
          <StateBadge state={row.state} isScheduled={row.scheduledAt !== null} />
          {row.may.copy && (
            <span className={styles.deeds}>
              <Button
                appearance="subtle"
                size="small"
                aria-label={t("row.copy", { name })}
                onClick={() => copy.mutate()}
              >
                {t("copy")}
              </Button>
              {row.may.remove && (
                <Button
                  appearance="subtle"
                  size="small"
                  aria-label={t("row.remove", { name })}
                  onClick={() => remove.mutate()}
                >
                  {t("remove")}
                </Button>
              )}
            </span>
          )}
        </>
      }
    >
      <RowFacts facts={aboutRow(row, language, t)} />
    </LinkedRow>
  );
}

function aboutRow(row: SurveyRow, language: Language, t: TranslateOf<typeof surveyTexts>): string[] {
  const parts = [t(`kind.${row.kind}`), t("questionCount", { count: row.questions })];
  if (row.state === "draft") {
    parts.push(row.gaps > 0 ? t("row.gaps", { count: row.gaps }) : t("row.ready"));
    parts.push(t("row.changed", { at: dateTimeIn(language, row.changedAt) }));
  }
  if (row.scheduledAt) parts.push(t("row.scheduled", { at: dateTimeIn(language, row.scheduledAt) }));
  if (row.state === "open" && row.closesAt)
    parts.push(t("row.closes", { at: dateTimeIn(language, row.closesAt) }));
  if (row.closedAt) parts.push(t("row.closed", { at: dateIn(language, row.closedAt) }));
  parts.push(row.owner.mine ? t("row.mine") : row.owner.name);
  return parts;
}
