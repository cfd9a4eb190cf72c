import { useInfiniteQuery } from "@tanstack/react-query";
import type { TopicList, TopicRow, View } from "bot/forum/contract";
import { Link } from "react-router";
import styles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { More } from "#features/forum/more.tsx";
import { topicsQuery } from "#features/forum/queries.ts";
import { useRows } from "#features/forum/use-rows.ts";
import { Offline, Waiting } from "#features/forum/waiting.tsx";
import { useTags } from "#features/forum/writing/use-tags.ts";
import { useShortcuts } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Filters } from "./filters.tsx";
import { TopicRowItem } from "./topic-row.tsx";
import { useLook } from "./use-look.ts";
import { useMarkRead } from "./use-mark-read.ts";
import { Ways } from "./ways.tsx";

/** Topics, newest activity first, by what one looks for; it stands in the address. */
export function Topics() {
  const t = useTexts(forumTexts);
  const look = useLook();
  const { view, tag } = look;
  const topics = useInfiniteQuery(topicsQuery(view, tag));
  // Not those of the list at hand: they must stay while another is on its way.
  const tags = useTags();
  const pages = topics.data?.pages ?? [];
  const first = pages[0];
  const rows = pages.flatMap((page) => page.topics);
  const pinned = first?.pinned ?? [];
  const list = useListKeys([...pinned, ...rows]);
  return (
    <>
      <PageHeading title={t("title")} section={view === "all" ? "" : t(`view.${view}`)}>
        {first?.may.start !== false && <PrimaryLink to="/forum/new">{t("new")}</PrimaryLink>}
      </PageHeading>
      <Offline />
      <Filters look={look} tags={tags} />
      {first ? (
        <div ref={list}>
          {pinned.length > 0 && <Rows heading={t("pinned")} rows={pinned} list={first} />}
          {rows.length > 0 && <Rows heading={t("topics")} rows={rows} list={first} />}
          {rows.length + pinned.length === 0 && <Empty view={view} tag={tag} list={first} />}
          <More query={topics} count={rows.length} />
        </div>
      ) : (
        <Waiting query={topics} />
      )}
      {first && <Ways list={first} />}
    </>
  );
}

function useListKeys(rows: TopicRow[]) {
  const t = useTexts(forumTexts);
  const { list, step, at, open } = useRows<HTMLDivElement>();
  const markRead = useMarkRead();
  useShortcuts([
    { keys: "j", about: t("key.j"), act: () => step(1) },
    { keys: "k", about: t("key.k"), act: () => step(-1) },
    { keys: "o", about: t("key.o"), act: open },
    {
      keys: "m",
      about: t("key.m"),
      act() {
        const row = rows.find(({ id }) => id === at());
        if (row && (row.unread > 0 || row.isNew)) markRead.mutate(row);
      },
    },
  ]);
  return list;
}

function Rows({ heading, rows, list }: { heading: string; rows: TopicRow[]; list: TopicList }) {
  return (
    <section aria-label={heading}>
      <h2 className={styles.heading}>{heading}</h2>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <TopicRowItem key={row.id} row={row} tags={list.tags} />
        ))}
      </ul>
    </section>
  );
}

function Empty({ view, tag, list }: { view: View; tag: string; list: TopicList }) {
  const t = useTexts(forumTexts);
  const isFirst = view === "all" && !tag;
  return (
    <div className={styles.empty}>
      <p>{t(tag ? "empty.tag" : isFirst && !list.may.start ? "empty.all.reader" : `empty.${view}`)}</p>
      {isFirst && list.may.start && <Link to="/forum/new">{t("new")}</Link>}
      {!isFirst && <Link to="/forum">{t("empty.showAll")}</Link>}
    </div>
  );
}
