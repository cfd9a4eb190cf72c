import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportView } from "bot/glossary/contract";
import { Link } from "react-router";
import { importQuery, importsQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";
import { ImportPreview } from "./import-preview.tsx";
import { ImportRules } from "./import-rules.tsx";
import { ProblemTable } from "./problem-table.tsx";
import { ProgressLine } from "./progress-line.tsx";

const followMs = 1_000;

/** One import, whatever state it is in; followed while the server works on it. */
export function ImportProgress({ id, leave }: { id: string; leave(): void }) {
  const t = useTexts(exchangeTexts);
  const client = useQueryClient();
  const view = useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) =>
      state.data?.state === "reading" || state.data?.state === "importing" ? followMs : false,
  });
  const drop = useMutation({
    mutationFn: () => api("DELETE", `/glossary/imports/${id}`),
    onSuccess: () => {
      leave();
      return client.invalidateQueries({ queryKey: importsQuery().queryKey });
    },
  });
  if (view.error && !view.data) {
    return (
      <>
        <Problem error={view.error} again={() => void view.refetch()} />
        <p>
          <Button onClick={leave}>{t("another")}</Button>
        </p>
      </>
    );
  }
  if (!view.data) return <RowsSkeleton rows={2} />;
  const { state } = view.data;
  return (
    <>
      <div role="status" className={styles.state}>
        <State view={view.data} />
      </div>
      {view.error && <Problem error={view.error} again={() => void view.refetch()} />}
      {state === "ready" ? <ImportPreview view={view.data} /> : <ProblemTable view={view.data} />}
      {state === "ready" && <ImportRules view={view.data} />}
      {drop.error && <Problem error={drop.error} again={() => drop.mutate()} />}
      <div className={styles.deeds}>
        {state === "done" && <Link to="/terms">{t("toTerms")}</Link>}
        {state === "done" || state === "failed" ? (
          <Button onClick={leave}>{t("another")}</Button>
        ) : (
          state !== "importing" && (
            <Button disabledFocusable={drop.isPending} onClick={() => drop.mutate()}>
              {t("drop")}
            </Button>
          )
        )}
      </div>
    </>
  );
}

function State({ view }: { view: ImportView }) {
  const t = useTexts(exchangeTexts);
  const { state, fileName, found, done } = view;
  const taken = done.added + done.changed + done.skipped;
  switch (state) {
    case "reading":
      return <ProgressLine label={t("state.reading", { name: fileName })} />;
    case "importing":
      return <ProgressLine label={t("state.importing", { name: fileName })} done={taken} of={found} />;
    case "ready":
      return <p>{t("state.ready", { name: fileName, count: found })}</p>;
    case "done":
      return <Message title={t("state.done")}>{t("result", done)}</Message>;
    case "failed":
      return (
        <Message intent="error" title={t("state.failed", { name: fileName })}>
          {view.reason}
        </Message>
      );
  }
}
