import { ToggleButton } from "@fluentui/react-components";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { GlossaryView } from "bot/glossary/contract";
import { Link } from "react-router";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { conceptsQuery, glossaryQuery } from "#features/glossary/queries.ts";
import { useShortcuts } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { Found } from "./found.tsx";
import { SearchForm, searchId } from "./search-form.tsx";
import styles from "./search-page.module.css";
import { useBulk } from "./use-bulk.ts";
import { useCut } from "./use-cut.ts";

/** The glossary's front page: one looks a term up, or goes through them from A to Ö. */
export function SearchPage() {
  const t = useTexts(glossaryTexts);
  const { cut, typed, type, ...choose } = useCut();
  const glossary = useQuery(glossaryQuery());
  const concepts = useInfiniteQuery({ ...conceptsQuery(cut), placeholderData: keepPreviousData });
  const rows = concepts.data?.pages.flatMap((page) => page.concepts) ?? [];
  const bulk = useBulk(rows);
  const may = glossary.data?.may;
  const total = concepts.data?.pages[0]?.total ?? 0;
  const isKnown = concepts.data !== undefined && !concepts.isPlaceholderData;
  const found = cut.q ? t("found.for", { count: total, words: cut.q }) : t("found", { count: total });
  useShortcuts([{ keys: "/", about: t("key./"), act: goToSearch }]);
  return (
    <>
      <PageHeading title={t("title")}>
        {glossary.data?.may.propose && <PrimaryLink to="/terms/new">{t("propose")}</PrimaryLink>}
      </PageHeading>
      <SearchForm glossary={glossary.data} cut={cut} typed={typed} type={type} choose={choose}>
        {/* Also for those who do not see it come. */}
        <p role="status" className={styles.count}>
          {isKnown && found}
        </p>
        {may?.edit && (
          <ToggleButton size="small" checked={bulk.picked !== null} onClick={bulk.toggle}>
            {t("bulk")}
          </ToggleButton>
        )}
      </SearchForm>
      {concepts.error && <Problem error={concepts.error} again={() => void concepts.refetch()} />}
      {concepts.isPending && <RowsSkeleton rows={5} />}
      {may?.edit && bulk.picked && <BulkBar bulk={bulk} concepts={rows} may={may} />}
      {concepts.data && (
        <Found
          concepts={rows}
          bulk={bulk}
          total={total}
          isOld={concepts.isPlaceholderData}
          glossary={glossary.data}
          cut={cut}
          more={
            concepts.hasNextPage
              ? { load: () => void concepts.fetchNextPage(), isLoading: concepts.isFetchingNextPage }
              : null
          }
        />
      )}
      {glossary.data && <More glossary={glossary.data} />}
    </>
  );
}

function goToSearch() {
  const field = document.getElementById(searchId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

/** What more there is than looking up. */
function More({ glossary: { may } }: { glossary: GlossaryView }) {
  const t = useTexts(glossaryTexts);
  return (
    <nav aria-label={t("deeds")} className={styles.deeds}>
      <Link to="/terms/export">{t("export")}</Link>
      {may.import && <Link to="/terms/import">{t("import")}</Link>}
      {may.manageFields && <Link to="/terms/fields">{t("fields")}</Link>}
    </nav>
  );
}
