import { Button } from "@fluentui/react-components";
import type { TopicView } from "bot/forum/contract";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "#platform/texts.ts";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";
import type { Deed, Deeds } from "./use-action.ts";

const ChannelDialog = lazy(() =>
  import("./dialogs/channel-dialog.tsx").then(({ ChannelDialog }) => ({ default: ChannelDialog })),
);
const MeetingDialog = lazy(() =>
  import("./dialogs/meeting-dialog.tsx").then(({ MeetingDialog }) => ({ default: MeetingDialog })),
);
const ReasonDialog = lazy(() =>
  import("./dialogs/reason-dialog.tsx").then(({ ReasonDialog }) => ({ default: ReasonDialog })),
);

/** What one may do with the topic, behind one press. */
export function TopicDeeds({ topic, deeds, edit }: { topic: TopicView; deeds: Deeds; edit(): void }) {
  const t = useTexts(topicTexts);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"channel" | "meeting" | "close" | null>(null);
  const { may } = topic;
  const close = () => setDialog(null);
  if (!(may.edit || may.pin || may.close || may.remove || may.post || may.meet)) return null;

  const pin: Deed = { method: "POST", path: "/pin", done: t("pinned.done") };
  const unpin: Deed = { method: "DELETE", path: "/pin", done: t("unpinned.done") };
  const remove = () =>
    deeds.act(
      {
        method: "DELETE",
        path: "",
        done: t("removed.topic.done"),
        undo: { method: "POST", path: "/restoration" },
      },
      () => navigate("/forum"),
    );

  return (
    <>
      <Button
        appearance="subtle"
        aria-expanded={isOpen}
        aria-label={t("deeds")}
        onClick={() => setOpen(!isOpen)}
      >
        {t("more")}
      </Button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fold of deeds is no form
        <div role="group" aria-label={t("deeds")} className={styles.fold}>
          {may.edit && <Button onClick={edit}>{t("edit.topic")}</Button>}
          {may.post && <Button onClick={() => setDialog("channel")}>{t("post")}</Button>}
          {may.meet && <Button onClick={() => setDialog("meeting")}>{t("meet")}</Button>}
          {may.pin && (
            <Button
              onClick={() => deeds.act(topic.isPinned ? { ...unpin, undo: pin } : { ...pin, undo: unpin })}
            >
              {t(topic.isPinned ? "unpin" : "pin")}
            </Button>
          )}
          {may.close && <Button onClick={() => setDialog("close")}>{t("close")}</Button>}
          {may.remove && <Button onClick={remove}>{t("remove.topic")}</Button>}
        </div>
      )}
      {dialog && (
        <Suspense fallback={null}>
          {dialog === "channel" && <ChannelDialog {...{ topic, deeds, close }} />}
          {dialog === "meeting" && <MeetingDialog {...{ topic, deeds, close }} />}
          {dialog === "close" && (
            <ReasonDialog
              title={t("close.title")}
              label={t("close.reason")}
              hint={t("close.hint")}
              submit={t("close")}
              close={close}
              act={(reason) =>
                deeds.doing({
                  method: "POST",
                  path: "/closure",
                  input: { reason },
                  done: t("closed.done"),
                  undo: { method: "DELETE", path: "/closure" },
                })
              }
            />
          )}
        </Suspense>
      )}
    </>
  );
}
