import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { orderQuery } from "#features/translations/queries.ts";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { ApiError } from "#platform/api.ts";
import { MembersOnly } from "#platform/members-only/members-only.tsx";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./order.module.css";
import { Order } from "./order.tsx";

/** One order. Whoever has ordered it sees it too, member or not: the server knows. */
export function OrderPage() {
  const { id = "" } = useParams();
  const order = useQuery(orderQuery(id));
  if (order.data) {
    return (
      <>
        <Trail />
        <Order key={id} order={order.data} />
      </>
    );
  }
  if (!order.error) return <PageSkeleton />;
  const problem = <Missing error={order.error} again={() => void order.refetch()} />;
  const isNotForOne = order.error instanceof ApiError && order.error.status === 404;
  return isNotForOne ? <MembersOnly>{problem}</MembersOnly> : problem;
}

function Missing({ error, again }: { error: Error; again(): void }) {
  const t = useTexts(translationsTexts);
  return (
    <>
      <Trail />
      <PageHeading title={t("order")} />
      <Problem error={error} again={again} />
    </>
  );
}

function Trail() {
  const t = useTexts(translationsTexts);
  return (
    <nav aria-label={t("trail")} className={styles.trail}>
      <Link to="/translations">{t("title")}</Link>
    </nav>
  );
}
