import { Button } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./forum.module.css";
import { forumTexts } from "./forum-texts.ts";

type Paged = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage(): unknown;
};

/** The next page, below those that are there; the focus goes to the first of its rows, which carry `data-row`. */
export function More({ query, count }: { query: Paged; count: number }) {
  const t = useTexts(forumTexts);
  const place = useRef<HTMLDivElement>(null);
  const askedAt = useRef<number>(null);
  useEffect(() => {
    if (askedAt.current === null || count <= askedAt.current) return;
    const added = count - askedAt.current;
    askedAt.current = null;
    const rows = place.current?.parentElement?.querySelectorAll<HTMLElement>("[data-row] a");
    rows?.[rows.length - added]?.focus();
  }, [count]);
  const more = () => {
    askedAt.current = count;
    query.fetchNextPage();
  };
  return (
    <div ref={place} className={styles.more}>
      {query.isFetchNextPageError && query.error && <Problem error={query.error} again={more} />}
      {query.hasNextPage && !query.isFetchNextPageError && (
        <Button disabledFocusable={query.isFetchingNextPage} onClick={more}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
