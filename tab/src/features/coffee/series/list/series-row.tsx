import type { Language, SeriesRow, SeriesState } from "bot/coffee/contract";
import { Link } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { dayIn, dayOf } from "#features/coffee/days.ts";
import { capital, ruleWords } from "#features/coffee/rule-words.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { Badge, type BadgeColor } from "#platform/ui/badge.tsx";
import { LinkedRow, RowFacts } from "#platform/ui/links/linked-row.tsx";

/** One series: its rule and how it stands; its name leads those who organise it there. */
export function SeriesRowItem({ row }: { row: SeriesRow }) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const { text, lang } = wordsIn(row.title, language);
  const name = text || t("untitled");
  return (
    <LinkedRow
      heading="h3"
      name={
        <span lang={text ? lang : undefined}>
          {row.mayOrganise ? <Link to={`/coffee/series/${row.id}`}>{name}</Link> : name}
        </span>
      }
      beside={<SeriesBadge state={row.state} />}
    >
      <RowFacts facts={aboutSeries(row, language, t)} />
    </LinkedRow>
  );
}

function aboutSeries(row: SeriesRow, language: Language, t: TranslateOf<typeof coffeeTexts>): string[] {
  const parts = [capital(ruleWords(row.rule, language, t))];
  if (row.state === "running")
    parts.push(
      row.next ? t("series.next", { day: dayIn(language, dayOf(row.next.startsAt)) }) : t("series.noNext"),
    );
  if (row.state === "draft")
    parts.push(row.gaps > 0 ? t("series.gaps", { count: row.gaps }) : t("series.ready"));
  parts.push(row.owner.mine ? t("series.mine") : row.owner.name);
  return parts;
}

const colors: Record<SeriesState, BadgeColor> = { draft: "plain", running: "good", ended: "plain" };

export function SeriesBadge({ state }: { state: SeriesState }) {
  const t = useTexts(coffeeTexts);
  return <Badge color={colors[state]}>{t(`seriesState.${state}`)}</Badge>;
}
