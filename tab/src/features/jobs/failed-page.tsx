import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ParkedWork } from "bot/jobs/contract";
import { ApiError, api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { RowFacts } from "#platform/ui/links/linked-row.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem, wordsFor } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./failed.module.css";
import { jobsTexts } from "./jobs-texts.ts";

const path = "/jobs/parked";

/** For administrators: the work that was given up, and another try at each. */
export function FailedPage() {
  const t = useTexts(jobsTexts);
  const language = useLanguage();
  const failed = useQuery({
    queryKey: ["jobs", language],
    queryFn: () => api<ParkedWork>("GET", path),
  });
  const kept = useKeptFocus();
  const work = failed.data?.work;
  return (
    <div {...kept}>
      <PageHeading title={t("title")} />
      {failed.isPending && <RowsSkeleton rows={3} />}
      {failed.error && <Problem error={failed.error} again={() => void failed.refetch()} />}
      {work && work.length > 0 && (
        <ul className={styles.rows}>
          {work.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      {work?.length === 0 && (
        <div className={styles.empty}>
          <p>{t("empty")}</p>
          <p>{t("empty.how")}</p>
        </div>
      )}
    </div>
  );
}

function Row({ one: { id, job, what, attempts, reason, at } }: { one: ParkedWork["work"][number] }) {
  const t = useTexts(jobsTexts);
  const language = useLanguage();
  const retry = useRetry(id, what);
  return (
    <li className={styles.row}>
      <div>
        <h2 className={styles.name}>{what}</h2>
        <RowFacts
          facts={[
            job,
            t("attempts", { count: attempts }),
            t("reason", { reason }),
            ...(at ? [t("givenUp", { at: dateTimeIn(language, at) })] : []),
          ]}
        />
      </div>
      <Button
        disabledFocusable={retry.isPending}
        aria-label={`${t("retry")} (${what})`}
        onClick={() => retry.mutate()}
      >
        {t("retry")}
      </Button>
    </li>
  );
}

function useRetry(id: string, what: string) {
  const t = useTexts(jobsTexts);
  const say = useTexts(platformTexts);
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => api<ParkedWork>("POST", `${path}/${encodeURIComponent(id)}/retries`),
    onSuccess: () => toast({ message: t("retried", { what }) }),
    // Pressed twice, or by somebody else: it is on its way.
    onError: (error) =>
      toast({
        message: error instanceof ApiError && error.status === 404 ? t("gone") : wordsFor(error, say),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
