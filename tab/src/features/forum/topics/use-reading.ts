import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { topicLists } from "#features/forum/queries.ts";
import { api } from "#platform/api.ts";

/** Told once one has stopped for so long, and at the latest when one leaves. */
const pauseMs = 1_500;
const failedPauseMs = 10_000;

type Reading = {
  topicId: string;
  /** Holds the posts, which carry their numbers as `data-row`. */
  list: RefObject<HTMLElement | null>;
  /** The first post on the page, and the last that was read before. */
  from: number;
  readTo: number;
};

/**
 * Tells the server how far one has read, so that other devices know it: to the last post whose end has been in view. Where
 * there is something unread between that and the page nothing is told: following a link to a post is not to have read all
 * before it.
 */
export function useReading({ topicId, list, from, readTo }: Reading): void {
  const client = useQueryClient();
  const told = useRef(readTo);
  const isWhole = useRef(true);
  isWhole.current = from <= readTo + 1;

  useEffect(() => {
    let seen = told.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasLeft = false;

    function look(): void {
      if (document.visibilityState !== "visible" || !isWhole.current) return;
      // Posts whose text is on its way are shorter than they will be.
      if (list.current?.querySelector(".bone")) return;
      for (const post of list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
        if (post.getBoundingClientRect().bottom <= innerHeight)
          seen = Math.max(seen, Number(post.dataset.row));
      if (seen <= told.current) return;
      clearTimeout(timer);
      timer = setTimeout(tell, pauseMs);
    }
    function tell(): void {
      clearTimeout(timer);
      if (seen <= told.current) return;
      const before = told.current;
      told.current = seen;
      api("PUT", `/forum/topics/${topicId}/reading`, { number: seen }).then(
        () => client.invalidateQueries({ queryKey: topicLists, refetchType: "none" }),
        () => {
          told.current = Math.min(told.current, before);
          if (!hasLeft) timer = setTimeout(tell, failedPauseMs);
        },
      );
    }

    const watch = new IntersectionObserver(look, { threshold: [0, 0.5, 1] });
    const watchAll = () => {
      for (const post of list.current?.querySelectorAll("[data-row]") ?? []) watch.observe(post);
    };
    const added = new MutationObserver(watchAll);
    if (list.current) added.observe(list.current, { childList: true, subtree: true });
    watchAll();
    addEventListener("scrollend", look);
    addEventListener("pagehide", tell);
    return () => {
      watch.disconnect();
      added.disconnect();
      removeEventListener("scrollend", look);
      removeEventListener("pagehide", tell);
      hasLeft = true;
      tell();
    };
  }, [client, list, topicId]);
}
