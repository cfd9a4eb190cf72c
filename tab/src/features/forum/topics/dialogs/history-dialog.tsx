import { useQuery } from "@tanstack/react-query";
import type { PostHistory, PostView } from "bot/forum/contract";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { Waiting } from "#features/forum/waiting.tsx";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { Markdown } from "#platform/markdown/markdown.tsx";
import { useTexts } from "#platform/texts.ts";
import { FormDialog } from "./form-dialog.tsx";

/** What a post said before, newest first. */
export function HistoryDialog({ topicId, post, close }: { topicId: string; post: PostView; close(): void }) {
  const t = useTexts(topicTexts);
  const language = useLanguage();
  const history = useQuery({
    queryKey: ["forum", "history", topicId, post.number, post.version],
    queryFn: () => api<PostHistory>("GET", `/forum/topics/${topicId}/posts/${post.number}/history`),
  });
  return (
    <FormDialog title={t("history.of", { number: post.number })} isChanged={false} close={close}>
      {!history.data && <Waiting query={history} rows={1} />}
      {history.data?.versions.length === 0 && <p>{t("history.none")}</p>}
      {history.data?.versions.map((version) => (
        <section key={version.at} className={styles.version}>
          <h3>{dateTimeIn(language, version.at)}</h3>
          <Markdown text={version.text} lang={version.language} />
        </section>
      ))}
    </FormDialog>
  );
}
