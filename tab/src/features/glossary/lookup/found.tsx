import { Button } from "@fluentui/react-components";
import type { ConceptRow, GlossaryView } from "bot/glossary/contract";
import { Link } from "react-router";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import type { Cut } from "#features/glossary/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { Legend } from "./legend.tsx";
import styles from "./search-page.module.css";
import { TermTable } from "./term-table.tsx";
import type { Bulk } from "./use-bulk.ts";

type Props = {
  concepts: ConceptRow[];
  total: number;
  /** What is shown is still the answer to what was asked before. */
  isOld: boolean;
  glossary: GlossaryView | undefined;
  cut: Cut;
  bulk: Bulk;
  more: { load(): void; isLoading: boolean } | null;
};

/** What was found. */
export function Found({ concepts, total, isOld, glossary, cut, bulk, more }: Props) {
  const t = useTexts(glossaryTexts);
  return (
    <>
      {concepts.length === 0 ? (
        !isOld && <Nothing glossary={glossary} cut={cut} />
      ) : (
        <div aria-busy={isOld}>
          <TermTable concepts={concepts} fields={glossary?.fields ?? []} cut={cut} bulk={bulk} />
          {more && (
            <Button className={styles.more ?? ""} disabledFocusable={more.isLoading} onClick={more.load}>
              {t("more", { left: total - concepts.length })}
            </Button>
          )}
          {cut.q && glossary?.may.propose && (
            <p className={styles.other}>
              <Link to={proposalOf(cut)}>{t("propose.this", { words: cut.q })}</Link>
            </p>
          )}
          <Legend />
        </div>
      )}
    </>
  );
}

function Nothing({ glossary, cut }: { glossary: GlossaryView | undefined; cut: Cut }) {
  const t = useTexts(glossaryTexts);
  const isSearched = cut.q !== "";
  const isCut = isSearched || cut.field !== "" || cut.view !== "all";
  return (
    <div className={styles.empty}>
      <p>{t(isSearched ? "none.found" : isCut ? "none.here" : "none.yet", { words: cut.q })}</p>
      {isCut && (cut.field !== "" || cut.view !== "all") && (
        <p>
          <Link to={cut.q ? `/terms?${new URLSearchParams({ q: cut.q })}` : "/terms"}>
            {t("none.everywhere")}
          </Link>
        </p>
      )}
      {glossary?.may.propose && (isSearched || !isCut) && (
        <PrimaryLink to={proposalOf(cut)}>
          {isSearched ? t("propose.this", { words: cut.q }) : t("propose")}
        </PrimaryLink>
      )}
      {glossary && !glossary.may.propose && <p>{t("none.members")}</p>}
    </div>
  );
}

/** Where a proposal begins that is about what one looked for. */
const proposalOf = ({ q, language }: Cut): string =>
  q ? `/terms/new?${new URLSearchParams({ term: q, language })}` : "/terms/new";
