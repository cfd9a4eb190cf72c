import { useEffect, useState } from "react";
import { Unreachable } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton, RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { forumTexts } from "./forum-texts.ts";

type Asked = { error: Error | null; fetchStatus: string; refetch(): unknown };

/** In place of a whole page that has not come. */
export function WaitingPage({ query }: { query: Asked }) {
  const again = () => void query.refetch();
  if (query.fetchStatus === "paused") return <PageProblem error={new Unreachable("offline")} again={again} />;
  if (query.error) return <PageProblem error={query.error} again={again} />;
  return <PageSkeleton />;
}

/** In place of what has not come: its shape, or why it does not come. Without a network nothing is asked, and that is said. */
export function Waiting({ query, rows = 4 }: { query: Asked; rows?: number }) {
  const again = () => void query.refetch();
  if (query.fetchStatus === "paused") return <Problem error={new Unreachable("offline")} again={again} />;
  if (query.error) return <Problem error={query.error} again={again} />;
  return <RowsSkeleton rows={rows} />;
}

/** Above what was read before the network went. */
export function Offline() {
  const t = useTexts(forumTexts);
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return <div role="status">{!isOnline && <Message intent="warning">{t("offline")}</Message>}</div>;
}
