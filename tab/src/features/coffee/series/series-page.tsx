import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { PageHeading } from "#platform/page-heading.tsx";
import { useTexts } from "#platform/texts.ts";

export function SeriesPage() {
  const t = useTexts(coffeeTexts);
  return <PageHeading title={t("list.title")} />;
}
