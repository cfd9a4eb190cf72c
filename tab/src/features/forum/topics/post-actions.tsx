import { Button } from "@fluentui/react-components";
import type { PostView, TopicView } from "bot/forum/contract";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { CopyLinkButton } from "#platform/ui/links/copy-link-button.tsx";
import { ProposeLink } from "./propose-link.tsx";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";
import type { Deeds } from "./use-action.ts";

const HistoryDialog = lazy(() =>
  import("./dialogs/history-dialog.tsx").then(({ HistoryDialog }) => ({ default: HistoryDialog })),
);
const ReportDialog = lazy(() =>
  import("./dialogs/report-dialog.tsx").then(({ ReportDialog }) => ({ default: ReportDialog })),
);
const ReasonDialog = lazy(() =>
  import("./dialogs/reason-dialog.tsx").then(({ ReasonDialog }) => ({ default: ReasonDialog })),
);

type Props = { topic: TopicView; post: PostView; deeds: Deeds; edit(): void; quote(): void };

/** What one may do with a post: the nearest at hand, the rest behind one press. */
export function PostDeeds({ topic, post, deeds, edit, quote }: Props) {
  const t = useTexts(topicTexts);
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"history" | "report" | "remove" | null>(null);
  const { may, number } = post;
  const path = `/posts/${number}`;

  const remove = () => {
    // Another's post is removed with a reason, one's own without being asked: both can be undone.
    if (!post.author.mine) return setDialog("remove");
    deeds.act({
      method: "POST",
      path: `${path}/removal`,
      input: { reason: "" },
      done: t("removed.done"),
      undo: { method: "POST", path: `${path}/restoration` },
    });
  };
  const best = (chosen: number | null) =>
    deeds.act({
      method: "PUT",
      path: "/best",
      input: { number: chosen },
      done: t(chosen ? "best.done" : "best.undone"),
      undo: { method: "PUT", path: "/best", input: { number: topic.best?.number ?? null } },
    });

  return (
    <div className={styles.deeds}>
      {topic.may.reply && (
        <Button appearance="subtle" aria-label={t("quote.of", { number })} onClick={quote}>
          {t("quote")}
        </Button>
      )}
      {post.isBest && may.propose && <ProposeLink topicId={topic.id} number={number} />}
      <Button
        appearance="subtle"
        aria-expanded={isOpen}
        aria-label={t("more.of", { number })}
        onClick={() => setOpen(!isOpen)}
      >
        {t("more")}
      </Button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fold of deeds is no form
        <div role="group" aria-label={t("more.of", { number })} className={styles.fold}>
          {may.edit && <Button onClick={edit}>{t("edit")}</Button>}
          {may.markBest && (
            <Button onClick={() => best(post.isBest ? null : number)}>
              {t(post.isBest ? "best.unmark" : "best.mark")}
            </Button>
          )}
          {!post.isBest && may.propose && <ProposeLink topicId={topic.id} number={number} />}
          {post.edits > 0 && <Button onClick={() => setDialog("history")}>{t("history")}</Button>}
          {may.report && <Button onClick={() => setDialog("report")}>{t("report")}</Button>}
          {may.remove && <Button onClick={remove}>{t("remove")}</Button>}
          <CopyLinkButton to={`?post=${number}`} />
        </div>
      )}
      {dialog && (
        <Suspense fallback={null}>
          {dialog === "history" && (
            <HistoryDialog topicId={topic.id} post={post} close={() => setDialog(null)} />
          )}
          {dialog === "report" && <ReportDialog {...{ deeds, path }} close={() => setDialog(null)} />}
          {dialog === "remove" && (
            <ReasonDialog
              title={t("remove.title")}
              label={t("remove.reason")}
              hint={t("remove.hint")}
              submit={t("remove")}
              close={() => setDialog(null)}
              act={(reason) =>
                deeds.doing({
                  method: "POST",
                  path: `${path}/removal`,
                  input: { reason },
                  done: t("removed.done"),
                  undo: { method: "POST", path: `${path}/restoration` },
                })
              }
            />
          )}
        </Suspense>
      )}
    </div>
  );
}
