import type { Tag, TopicRow } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts, type Translate } from "#features/forum/forum-texts.ts";
import { nameOf } from "#features/forum/names.ts";
import { whenIn } from "#features/forum/when.ts";
import { Badge } from "#platform/badge.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./topic-row.module.css";

/** One topic: its title leads to it, in words whether there is something unread, and the line under says how it goes on. */
export function TopicRowItem({ row, tags }: { row: TopicRow; tags: Tag[] }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  const isUnread = row.isNew || row.unread > 0;
  const subjects = tags.filter(({ id }) => row.tags.includes(id));
  return (
    <li className={`${styles.row} ${isUnread ? styles.unread : ""}`} data-row={row.id}>
      <div className={styles.main}>
        <h3 className={styles.name}>
          <Link to={`/forum/topics/${row.id}`} lang={row.language}>
            {row.title}
          </Link>
        </h3>
        <p className={styles.about}>
          {about(row, t).map((part) => (
            <span key={part}>{part}</span>
          ))}
          <span>{t("row.last", { name: nameOf(row.lastBy, t), at: whenIn(language, row.lastAt) })}</span>
          {row.language !== language && (
            <span>{t("row.language", { language: t(`language.${row.language}`) })}</span>
          )}
        </p>
        {subjects.length > 0 && (
          <ul className={styles.tags}>
            {subjects.map(({ id, name }) => (
              <li key={id}>{name[language]}</li>
            ))}
          </ul>
        )}
      </div>
      <p className={styles.states}>
        {row.isNew && <Badge color="brand">{t("row.new")}</Badge>}
        {!row.isNew && row.unread > 0 && (
          <Badge color="brand">{t("row.unread", { count: row.unread })}</Badge>
        )}
        {row.isPinned && <Badge color="plain">{t("row.pinned")}</Badge>}
        {row.isSolved && <Badge color="good">{t("row.solved")}</Badge>}
        {row.closedAt && <Badge color="plain">{t("row.closed")}</Badge>}
      </p>
    </li>
  );
}

const about = (row: TopicRow, t: Translate): string[] => [
  t("row.by", { name: nameOf(row.author, t) }),
  t("row.posts", { count: row.posts }),
];
