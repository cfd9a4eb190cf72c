import type { Release, Results } from "bot/surveys/contract";
import { groupLabel } from "#features/surveys/results/charts/groups.ts";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage } from "#features/surveys/results/wording/localized.ts";
import type { DataTable } from "./data-table.ts";

/** How many of each group answered, with every name of those that are told together. */
export function respondentsTable(
  backgroundId: string,
  blocks: Release["leaves"][number]["blocks"],
  results: Results,
  formatter: Formatter,
): DataTable {
  const background = results.backgrounds.find(({ id }) => id === backgroundId);
  const title = background && inLanguage(background.text, formatter.language, results.languages).text;
  return {
    corner: title ?? formatter.t("group"),
    headings: [{ label: formatter.own(formatter.t("who.number")), columns: [] }],
    rows: blocks.map(({ groups, n }) => ({
      id: groups.join("-"),
      label: groupLabel(groups, background, results.languages, formatter, groups.length),
      cells: [formatter.number(n)],
      note: null,
    })),
  };
}
