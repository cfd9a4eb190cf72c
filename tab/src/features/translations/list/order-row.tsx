import type { OrderRow } from "bot/translations/contract";
import { Link } from "react-router";
import { standingOf, titleOf, wayOf } from "#features/translations/order-words.ts";
import { StateBadge } from "#features/translations/state-badge.tsx";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { dateIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { LinkedRow, RowFacts } from "#platform/ui/links/linked-row.tsx";
import styles from "./list.module.css";

/** One order: its name leads to it, the lines under say what it takes and how it stands. */
export function OrderRowItem({ row }: { row: OrderRow }) {
  const t = useTexts(translationsTexts);
  const language = useLanguage();
  const { text, lang } = titleOf(row, language);
  const size = [
    t(`kind.${row.kind}`),
    wayOf(row, t),
    t("size", { count: row.count, characters: row.characters }),
    ...(row.neededBy ? [t("neededBy", { day: dateIn(language, row.neededBy) })] : []),
  ];
  return (
    <LinkedRow
      heading="h2"
      name={
        <Link to={`/translations/${row.id}`} lang={text ? lang : undefined}>
          {text || t("untitled")}
        </Link>
      }
      beside={
        <p className={styles.states}>
          <StateBadge state={row.state} />
          {row.isStale && <Badge color="warning">{t("stale")}</Badge>}
        </p>
      }
    >
      <RowFacts facts={size} />
      <RowFacts facts={[standingOf(row, t)]} />
    </LinkedRow>
  );
}
