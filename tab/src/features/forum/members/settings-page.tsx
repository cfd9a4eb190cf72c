import { Checkbox } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { Wishes } from "bot/forum/contract";
import styles from "#features/forum/forum.module.css";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { wishesQuery } from "#features/forum/queries.ts";
import { Offline, Waiting } from "#features/forum/waiting.tsx";
import { TagsChoice } from "#features/forum/writing/tags-choice.tsx";
import { useTags } from "#features/forum/writing/use-tags.ts";
import { languageNames, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Choices } from "#platform/ui/checkbox-group.tsx";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import { useWishes } from "./use-forum-settings.ts";

/** What one reads and follows, and whether one wants a card a week. Each change is saved at once. */
export function SettingsPage() {
  const t = useTexts(forumTexts);
  return (
    <ForumPage>
      <PageHeading title={t("settings.title")} />
      <Offline />
      <Loaded />
    </ForumPage>
  );
}

function Loaded() {
  const wishes = useQuery(wishesQuery());
  if (!wishes.data) return <Waiting query={wishes} rows={3} />;
  return <Settings wishes={wishes.data} />;
}

function Settings({ wishes }: { wishes: Wishes }) {
  const t = useTexts(forumTexts);
  const tags = useTags();
  const save = useWishes();
  const set = (part: Partial<Wishes>) => save.mutate({ ...wishes, ...part });
  return (
    <div className={styles.form}>
      <Choices label={t("settings.reads")} hint={t("settings.reads.hint")}>
        {languages.map((each) => {
          const isRead = wishes.reads.includes(each);
          return (
            <Checkbox
              key={each}
              label={<span lang={each}>{languageNames[each]}</span>}
              checked={isRead}
              // The last one stays.
              disabled={isRead && wishes.reads.length === 1}
              onChange={() =>
                set({ reads: languages.filter((other) => (other === each) !== wishes.reads.includes(other)) })
              }
            />
          );
        })}
        {wishes.reads.length === 1 && <p>{t("settings.reads.one")}</p>}
      </Choices>
      {tags.length > 0 ? (
        <TagsChoice
          label={t("settings.tags")}
          hint={t("settings.tags.hint")}
          tags={tags}
          chosen={wishes.tags}
          choose={(chosen) => set({ tags: chosen })}
        />
      ) : (
        <p>{t("settings.tags.none")}</p>
      )}
      <div>
        <Switch label={t("settings.digest")} checked={wishes.digest} change={(digest) => set({ digest })} />
        <p className={styles.hint}>{t("settings.digest.hint")}</p>
        {wishes.digest && !wishes.hasChat && (
          <Message intent="warning">{t("settings.digest.noChat")}</Message>
        )}
      </div>
      {save.error && (
        <Problem error={save.error} again={() => save.variables && save.mutate(save.variables)} />
      )}
      <p role="status" className={styles.hint}>
        {save.isPending && t("settings.saving")}
        {save.isSuccess && t("settings.saved")}
      </p>
    </div>
  );
}
