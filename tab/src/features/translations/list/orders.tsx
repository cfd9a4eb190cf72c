import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { View } from "bot/translations/contract";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { ordersQuery } from "#features/translations/queries.ts";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./list.module.css";
import { OrderRowItem } from "./order-row.tsx";

export function Orders({ view }: { view: View }) {
  const t = useTexts(translationsTexts);
  const query = useInfiniteQuery(ordersQuery(view));
  const rows = query.data?.pages.flatMap(({ orders }) => orders) ?? [];
  const list = useFocusOnMore(rows.length);
  const first = query.data?.pages[0];
  const again = () => void (first ? query.fetchNextPage() : query.refetch());
  return (
    <>
      {query.isPending && <RowsSkeleton rows={3} />}
      {first && !first.may.work && (
        <p className={styles.about}>
          {t("noWays")} <Link to="/network">{t("noWays.link")}</Link>
        </p>
      )}
      {rows.length > 0 && (
        <ul ref={list.ref} className={styles.rows}>
          {rows.map((row) => (
            <OrderRowItem key={row.id} row={row} />
          ))}
        </ul>
      )}
      {first && rows.length === 0 && !query.hasNextPage && (
        <div className={styles.empty}>
          <p>{t(`empty.${view}`)}</p>
          <p>{t(`empty.${view}.how`)}</p>
        </div>
      )}
      {query.error && <Problem error={query.error} again={again} />}
      {query.hasNextPage && !query.error && (
        <Button
          disabledFocusable={query.isFetchingNextPage}
          onClick={() => {
            list.more();
            void query.fetchNextPage();
          }}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** Once more rows have come, the focus goes to the first of them. */
function useFocusOnMore(count: number) {
  const ref = useRef<HTMLUListElement>(null);
  const askedAt = useRef<number>(null);
  useEffect(() => {
    if (askedAt.current === null || count <= askedAt.current) return;
    ref.current?.querySelectorAll("a")[askedAt.current]?.focus();
    askedAt.current = null;
  }, [count]);
  return {
    ref,
    more() {
      askedAt.current = count;
    },
  };
}
