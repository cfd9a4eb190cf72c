import { edited, removedPost, restoredPost } from "./post.ts";
import type { Whole } from "./store.ts";
import { hiding, unhiding } from "./topic.ts";

/*
 * What a post's author did in Teams, by Teams' clock: what is told late, after something newer, changes nothing any more.
 */

/** Only what was removed before can have been brought back since; what a moderator has removed stays removed. */
export function rewritten({ topic, post }: Whole, text: string, heardAt: Date, now: Date): Whole {
  const { removed, language, mentions } = post;
  const isRemoved = removed && (removed.role !== "author" || heardAt <= removed.at);
  if (isRemoved || isOld({ topic, post }, heardAt)) return { topic, post };
  return {
    topic: unhiding(topic, post.number),
    post: { ...edited(restoredPost(post), { text, language, mentions }, now), heardAt },
  };
}

export function takenBack({ topic, post }: Whole, heardAt: Date): Whole {
  if (post.removed || isOld({ topic, post }, heardAt)) return { topic, post };
  const removal = { at: heardAt, by: post.author, role: "author", reason: "" } as const;
  return { topic: hiding(topic, post.number), post: { ...removedPost(post, removal), heardAt } };
}

const isOld = ({ post }: Whole, heardAt: Date): boolean =>
  post.heardAt !== undefined && heardAt < post.heardAt;
