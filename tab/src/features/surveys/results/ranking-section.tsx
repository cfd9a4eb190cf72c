import { ChartView } from "./charts/chart-view.tsx";
import { rankingChart } from "./charts/charts.ts";
import { Picture } from "./charts/picture.tsx";
import type { Ranked, Ranking } from "./charts/ranking.ts";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { rankingTable } from "./tables/data-table.ts";
import { DataTableView } from "./tables/data-table-view.tsx";
import { inLanguage } from "./wording/localized.ts";

type Props = Shown & { ranked: Ranking; tables: boolean };

/** Questions on the same scale, best first: such as services by importance. */
export function RankingSection({ ranked, tables, ...shown }: Props) {
  const { results, formatter } = shown;
  const { t } = formatter;
  const [first] = ranked;
  const id = `ranking-${first.question.id}`;
  const read = (words: Ranked["question"]["text"]) =>
    inLanguage(words, formatter.language, results.languages);
  const low = read(first.question.low);
  const high = read(first.question.high);
  const sentence =
    low.text && high.text ? t("ranking.scale", { low: low.text, high: high.text }) : t("ranking.plain");
  const chart = rankingChart(ranked, results.languages, formatter);

  return (
    <section className={styles.question} aria-labelledby={id}>
      <h3 id={id}>{sentence}</h3>
      <Picture
        key={String(tables)}
        {...shown}
        tables={tables}
        title={formatter.own(t("ranking"))}
        sentence={[sentence]}
        n={null}
        grouped={false}
        parts={[{ kind: "chart", title: null, corner: t("question"), chart }]}
        picture={<ChartView chart={chart} corner={t("question")} labelledBy={id} formatter={formatter} />}
        table={
          <DataTableView
            table={rankingTable(ranked, results.languages, formatter)}
            caption={[`${t("ranking")}. ${sentence}`]}
            formatter={formatter}
          />
        }
      />
    </section>
  );
}
