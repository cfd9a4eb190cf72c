import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ConceptView, Version } from "bot/glossary/contract";
import { useState } from "react";
import { historyQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { ChangeList } from "./change-list.tsx";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { useConceptDeed } from "./use-concept-action.ts";
import { nameOf } from "./written.tsx";

/** How it came to be so; read only when it is opened. */
export function HistoryPart({ concept }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("history")}</summary>
      {open && <Versions concept={concept} />}
    </details>
  );
}

function Versions({ concept }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const history = useInfiniteQuery(historyQuery(concept.id));
  const restore = useConceptDeed(
    concept.id,
    (number: number) =>
      api<ConceptView>("POST", `/glossary/concepts/${concept.id}/restore`, {
        version: concept.version,
        number,
      }),
    t("restored"),
  );
  if (history.error) return <Problem error={history.error} again={() => void history.refetch()} />;
  if (!history.data) return <RowsSkeleton rows={2} />;
  const isInReview = concept.review !== null && concept.review.decidedAt === null;
  const mayRestore = concept.may.edit && !isInReview;
  const versions = history.data.pages.flatMap((page) => page.versions);
  return (
    <>
      {restore.error && <Problem error={restore.error} />}
      <ol className={styles.versions}>
        {versions.map((version, index) => (
          <VersionItem
            key={version.number}
            version={version}
            before={versions[index + 1]}
            restore={index > 0 && mayRestore ? () => restore.mutate(version.number) : null}
          />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button disabledFocusable={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

type ItemProps = { version: Version; before: Version | undefined; restore: (() => void) | null };

function VersionItem({ version, before, restore }: ItemProps) {
  const t = useTexts(conceptTexts);
  const language = useLanguage();
  const { number, deed, at, by, reason, draft } = version;
  return (
    <li className={styles.version}>
      <h3>
        {deed === "restored" ? t("deed.restoredTo", { n: reason }) : t(`deed.${deed}`)}{" "}
        <span className={styles.facts}>{t("version", { n: number })}</span>
      </h3>
      <p className={styles.facts}>
        {dateTimeIn(language, at)} · {nameOf(by, t)}
      </p>
      {reason && deed !== "restored" && <p className={styles.text}>{reason}</p>}
      {before && <ChangeList before={before.draft} after={draft} />}
      {restore && (
        <Button size="small" onClick={restore} aria-label={t("restore.version", { n: number })}>
          {t("restore")}
        </Button>
      )}
    </li>
  );
}
