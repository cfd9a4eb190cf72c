import type { PostView } from "bot/forum/contract";

type Shown = Pick<PostView, "number"> & { author: Pick<PostView["author"], "mine"> };

/**
 * Where "new" begins: the first post after the last that was read before one came, `readTo`; what one writes oneself is not
 * new to one. Nothing in a topic that one sees for the first time.
 */
export const firstNew = <Post extends Shown>(posts: readonly Post[], readTo: number): Post | undefined =>
  readTo > 0 ? posts.find(({ number, author }) => number > readTo && !author.mine) : undefined;
