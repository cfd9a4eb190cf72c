import { useInfiniteQuery } from "@tanstack/react-query";
import type { Hit } from "bot/forum/contract";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";
import styles from "#features/forum/forum.module.css";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { More } from "#features/forum/more.tsx";
import { nameOf } from "#features/forum/names.ts";
import { searchQuery } from "#features/forum/queries.ts";
import { useRows } from "#features/forum/use-rows.ts";
import { Waiting } from "#features/forum/waiting.tsx";
import { whenIn } from "#features/forum/when.ts";
import { useLanguage } from "#platform/language.ts";
import { useShortcuts } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { marked } from "./marked.ts";
import { SearchBox } from "./search-box.tsx";

/** What was found for the words in the address, with what matches marked. */
export function SearchPage() {
  const t = useTexts(forumTexts);
  const [query] = useSearchParams();
  const words = query.get("q")?.trim() ?? "";
  return (
    <ForumPage>
      <PageHeading title={t("search.title")} section={words} />
      <SearchBox key={words} words={words} />
      <p className={styles.about}>{t("search.hint")}</p>
      {words ? <Found words={words} /> : <FocusOnBox />}
    </ForumPage>
  );
}

/** Who comes without words came to write them. */
function FocusOnBox() {
  useEffect(() => document.getElementById("forum-search")?.focus(), []);
  return null;
}

function Found({ words }: { words: string }) {
  const t = useTexts(forumTexts);
  const found = useInfiniteQuery(searchQuery(words));
  const { list, step, open } = useRows<HTMLDivElement>();
  useShortcuts([
    { keys: "j", about: t("key.j"), act: () => step(1) },
    { keys: "k", about: t("key.k"), act: () => step(-1) },
    { keys: "o", about: t("key.o"), act: open },
  ]);
  if (!found.data) return <Waiting query={found} />;
  const hits = found.data.pages.flatMap((page) => page.hits);
  const count = hits.length;
  return (
    <div ref={list}>
      <p role="status">
        {count === 0
          ? t("search.none", { words })
          : t(found.hasNextPage ? "search.foundMore" : "search.found", { count })}
      </p>
      {count === 0 && <PrimaryLink to="/forum/new">{t("new")}</PrimaryLink>}
      <ol className={styles.rows}>
        {hits.map((hit) => (
          <HitItem key={`${hit.topic.id} ${hit.number}`} hit={hit} />
        ))}
      </ol>
      <More query={found} count={count} />
    </div>
  );
}

function HitItem({ hit }: { hit: Hit }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  const { topic, number } = hit;
  return (
    <li className={styles.card} data-row={`${topic.id} ${number}`}>
      <h2 className={styles.name}>
        <Link to={`/forum/topics/${topic.id}?post=${number}`} lang={topic.language}>
          {topic.title}
        </Link>
      </h2>
      <p className={styles.excerpt} lang={topic.language}>
        {marked(hit.excerpt, hit.matched).map(({ text, isMatch }, index) =>
          isMatch ? <mark key={index}>{text}</mark> : text,
        )}
      </p>
      <p className={styles.about}>
        {nameOf(hit.author, t)} · {whenIn(language, hit.at)} · {t("search.post", { number })}
        {topic.isSolved && ` · ${t("row.solved")}`}
        {topic.closedAt && ` · ${t("row.closed")}`}
      </p>
    </li>
  );
}
