import { Button } from "@fluentui/react-components";
import type { PostView } from "bot/forum/contract";
import { useTexts } from "#platform/texts.ts";
import styles from "./topic.module.css";
import { topicTexts } from "./topic-texts.ts";
import type { Deeds } from "./use-action.ts";

/** In place of a post that was removed: by whom, why, and the way back for those who may. */
export function Removed({ post, deeds }: { post: PostView; deeds: Deeds }) {
  const t = useTexts(topicTexts);
  if (!post.removed) return null;
  const { by, reason } = post.removed;
  return (
    <>
      <p className={styles.about}>
        {t(`removed.${by}`)} {reason && t("removed.reason", { reason })}
      </p>
      {post.may.restore && (
        <Button
          size="small"
          onClick={() => deeds.act({ method: "POST", path: `/posts/${post.number}/restoration` })}
        >
          {t("restore")}
        </Button>
      )}
    </>
  );
}
