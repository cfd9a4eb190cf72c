import type { PostView } from "bot/forum/contract";
import { useEffect, useRef } from "react";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { topicTexts } from "./topic-texts.ts";

/** Says when others have written while one reads. */
export function useArrivals(posts: readonly PostView[]): void {
  const t = useTexts(topicTexts);
  const announce = useAnnounce();
  const last = posts.at(-1)?.number ?? 0;
  const before = useRef(last);
  useEffect(() => {
    const count = posts.filter(({ number, author }) => number > before.current && !author.mine).length;
    const isNext = posts.some(({ number }) => number === before.current);
    before.current = last;
    if (count > 0 && isNext) announce(t("arrived", { count }));
  }, [posts, last, announce, t]);
}
