import type { Summary } from "./lists.ts";
import type { Mark } from "./read-state.ts";

type Posts = Pick<Summary, "posts" | "hidden">;
type Read = Pick<Mark, "number" | "own">;

/** How many posts a person has not read. What was removed is not to be read, and one's own words are no news. */
export function unreadIn({ posts, hidden = [] }: Posts, { number, own }: Read): number {
  const left = new Set([...hidden, ...own]);
  return Math.max(0, posts - number - [...left].filter((one) => one > number && one <= posts).length);
}

/** Whether there is anything new for somebody who has not turned the topic off. Without a mark nothing is known of them. */
export const hasNews = (topic: Posts, mark: (Read & Pick<Mark, "following">) | undefined): boolean =>
  mark !== undefined && mark.following !== "muted" && unreadIn(topic, mark) > 0;

/** The first of them; the last post where all are read. */
export function firstUnread({ posts, hidden = [] }: Posts, { number, own }: Read): number {
  const left = new Set([...hidden, ...own]);
  let first = number + 1;
  while (left.has(first)) first += 1;
  return Math.min(first, posts);
}
