import { Button, Checkbox } from "@fluentui/react-components";
import type { BulkAction, ConceptRow, GlossaryView } from "bot/glossary/contract";
import { useState } from "react";
import { Link } from "react-router";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./bulk-bar.module.css";
import type { Bulk, Left } from "./use-bulk.ts";

type Props = { bulk: Bulk; concepts: ConceptRow[]; may: GlossaryView["may"] };

/** What can be done to the chosen concepts, and what became of it. */
export function BulkBar({ bulk: { chosen, pick, left, run }, concepts, may }: Props) {
  const t = useTexts(glossaryTexts);
  const [isAsking, setAsking] = useState(false);
  const isIdle = chosen.length === 0 || run.isPending;
  const act = (action: BulkAction) => !isIdle && run.mutate({ action, rows: chosen });
  const isWhole = chosen.length === concepts.length && chosen.length > 0;
  return (
    <section aria-label={t("bulk")} className={styles.panel}>
      <div className={styles.bar}>
        <Checkbox
          label={t("bulk.all", { chosen: chosen.length, all: concepts.length })}
          checked={isWhole ? true : chosen.length > 0 ? "mixed" : false}
          disabled={concepts.length === 0}
          onChange={() =>
            pick(
              concepts.map(({ id }) => id),
              !isWhole,
            )
          }
        />
        <Button disabledFocusable={isIdle} onClick={() => act("check")}>
          {t("bulk.check")}
        </Button>
        {may.approve && (
          <Button disabledFocusable={isIdle} onClick={() => !isIdle && setAsking(true)}>
            {t("bulk.approve")}
          </Button>
        )}
        <Button appearance="subtle" disabledFocusable={isIdle} onClick={() => act("remove")}>
          {t("bulk.remove")}
        </Button>
      </div>
      {isAsking && (
        <AskFirst
          title={t("bulk.approve.title", { count: chosen.length })}
          deed={t("bulk.approve")}
          act={() => act("approve")}
          close={() => setAsking(false)}
        >
          <p>{t("bulk.approve.about")}</p>
        </AskFirst>
      )}
      {run.error && <Problem error={run.error} />}
      {left.length > 0 && <LeftOut left={left} />}
    </section>
  );
}

function LeftOut({ left }: { left: Left[] }) {
  const t = useTexts(glossaryTexts);
  return (
    <Message intent="warning" title={t("bulk.left", { count: left.length })}>
      <ul>
        {left.map(({ row, reason }) => (
          <li key={row.id}>
            <Headword row={row} /> {reason}
          </li>
        ))}
      </ul>
    </Message>
  );
}

function Headword({ row }: { row: ConceptRow }) {
  const t = useTexts(glossaryTexts);
  const own = useLanguage();
  const language = [own, ...languages].find((each) => row.terms[each].length > 0);
  return (
    <Link to={`/terms/concepts/${row.id}`} lang={language}>
      {(language && row.terms[language][0]?.term) ?? t("untitled")}
    </Link>
  );
}
