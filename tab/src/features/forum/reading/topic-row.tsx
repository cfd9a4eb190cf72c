import type { Language, Tag, TopicRow } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts, type Translate } from "#features/forum/forum-texts.ts";
import { nameWithin } from "#features/forum/names.ts";
import { whenIn } from "#features/forum/when.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { LinkedRow, RowFacts } from "#platform/ui/links/linked-row.tsx";
import styles from "./topic-row.module.css";

/** One topic: its title leads to it, in words whether there is something unread, and the line under says how it goes on. */
export function TopicRowItem({ row, tags }: { row: TopicRow; tags: Tag[] }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  const isUnread = row.isNew || row.unread > 0;
  const subjects = tags.filter(({ id }) => row.tags.includes(id));
  return (
    <LinkedRow
      id={row.id}
      className={isUnread ? styles.unread : styles.read}
      heading="h3"
      name={
        <Link to={`/forum/topics/${row.id}`} lang={row.language}>
          {row.title}
        </Link>
      }
      beside={
        <p className={styles.states}>
          {row.isNew && <Badge color="brand">{t("row.new")}</Badge>}
          {!row.isNew && row.unread > 0 && (
            <Badge color="brand">{t("row.unread", { count: row.unread })}</Badge>
          )}
          {row.isPinned && <Badge color="plain">{t("row.pinned")}</Badge>}
          {row.isSolved && <Badge color="good">{t("row.solved")}</Badge>}
          {row.closedAt && <Badge color="plain">{t("row.closed")}</Badge>}
        </p>
      }
    >
      <RowFacts facts={about(row, language, t)} />
      {subjects.length > 0 && (
        <ul className={styles.tags}>
          {subjects.map(({ id, name }) => (
            <li key={id}>{name[language]}</li>
          ))}
        </ul>
      )}
    </LinkedRow>
  );
}

const about = (row: TopicRow, language: Language, t: Translate): string[] => [
  t("row.by", { name: nameWithin(row.author, t) }),
  t("row.posts", { count: row.posts }),
  t("row.last", { name: nameWithin(row.lastBy, t), at: whenIn(language, row.lastAt) }),
  ...(row.language === language ? [] : [t("row.language", { language: t(`language.${row.language}`) })]),
];
