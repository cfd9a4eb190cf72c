import { translationsTexts } from "#features/translations/translations-texts.ts";
import { MembersOnly } from "#platform/members-only/members-only.tsx";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Orders } from "./orders.tsx";
import { useView, Views } from "./views.tsx";

/** The queue: what one could take or review, one's own, and what is done. */
export function ListPage() {
  return (
    <MembersOnly>
      <Queue />
    </MembersOnly>
  );
}

function Queue() {
  const t = useTexts(translationsTexts);
  const view = useView();
  return (
    <>
      <PageHeading title={t("title")} section={view === "open" ? "" : t(`view.${view}`)} />
      <Views view={view} />
      <Orders key={view} view={view} />
    </>
  );
}
