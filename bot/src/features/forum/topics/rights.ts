import type { Post } from "./post.ts";
import type { Topic } from "./topic.ts";

/** A member of the network; coordinators moderate. */
export type Viewer = { tenantId: string; id: string; name: string; isModerator: boolean };

/** What a member may do with a topic, one line a right. */
export function topicRights(topic: Topic, { id, isModerator }: Viewer) {
  const isThere = topic.removed === undefined;
  const isMine = topic.author === id;
  const isOpen = isThere && topic.closed === undefined;
  return {
    reply: isOpen,
    edit: isThere && (isMine || isModerator),
    pin: isThere && isModerator,
    close: isOpen && (isMine || isModerator),
    reopen: isThere && topic.closed !== undefined && (isModerator || topic.closed.by === id),
    // What others have written in is no longer its author's alone.
    remove: isThere && (isModerator || (isMine && !topic.isShared)),
    restore: !isThere && (isModerator || (isMine && topic.removed?.role === "author")),
    post: isThere && (isMine || isModerator),
    meet: isThere,
  };
}

/** What a member may do with a post. What was written in Teams is changed in Teams. */
export function postRights(topic: Topic, post: Post, { id, isModerator }: Viewer, hasReported: boolean) {
  const isThere = topic.removed === undefined && post.removed === undefined;
  const isMine = post.author === id;
  return {
    edit: isThere && isMine && post.origin === undefined && topic.closed === undefined,
    remove: isThere && (isMine || isModerator),
    restore:
      topic.removed === undefined &&
      post.removed !== undefined &&
      (isModerator || (isMine && post.removed.role === "author")),
    markBest: isThere && post.number > 1 && (topic.author === id || isModerator),
    report: isThere && !isMine && post.author !== "" && !hasReported,
    propose: isThere,
  };
}

/** What was removed is there only for those who may bring it back. */
export const maySee = (topic: Topic, viewer: Viewer): boolean =>
  topic.removed === undefined || topicRights(topic, viewer).restore;
