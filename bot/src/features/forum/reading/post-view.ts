import type { Author, PostView } from "#features/forum/contract.ts";
import { meetingOf } from "#features/forum/meetings/meetings.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import { postRights, type Viewer } from "#features/forum/topics/rights.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Platform } from "#platform/feature.ts";
import { threadIn } from "#platform/teams/thread-place.ts";

type Ports = Pick<Platform, "places" | "messageLink"> & {
  reports: Reports;
  authors(viewer: Viewer, ids: readonly string[]): Promise<(id: string) => Author>;
};

/** Posts as one member sees them. */
export function postViews({ reports, authors, places, messageLink }: Ports) {
  /** Posts of a topic, with what is known of each: nothing is read for those that are not asked for. */
  async function views(viewer: Viewer, topic: Topic, shown: readonly Post[]): Promise<PostView[]> {
    if (shown.length === 0) return [];
    const numbers = shown.map(({ number }) => number);
    const people = shown.flatMap(({ author, quote, mentions }) => [author, quote?.author ?? "", ...mentions]);
    const [by, reported, links] = await Promise.all([
      authors(viewer, people),
      reports.ofPosts(topic.tenantId, topic.id, Math.min(...numbers), Math.max(...numbers)),
      linksTo(topic, shown),
    ]);
    return shown.map((post) => {
      const hasReported = reported.given.some((one) => one.number === post.number && one.by === viewer.id);
      const { number, removed, quote } = post;
      return {
        number,
        version: String(post.edits),
        author: noted(topic, post) ?? by(post.author),
        language: post.language,
        text: removed ? "" : post.text,
        at: post.at.toISOString(),
        editedAt: post.editedAt?.toISOString() ?? null,
        edits: post.edits,
        removed: removed ? { at: removed.at.toISOString(), by: removed.role, reason: removed.reason } : null,
        quote:
          quote && !removed
            ? {
                number: quote.number,
                author: by(quote.author),
                text: topic.hidden.includes(quote.number) ? "" : quote.text,
              }
            : null,
        mentions: removed ? [] : post.mentions.flatMap((id) => mentioned(id, by(id))),
        isBest: topic.best === number,
        teamsLink: links.get(number) ?? null,
        isReported: hasReported || (viewer.isModerator && reported.waiting.has(number)),
        may: postRights(topic, post, viewer, hasReported),
      };
    });
  }

  async function linksTo({ tenantId }: Topic, shown: readonly Post[]): Promise<Map<number, string>> {
    const links = new Map<number, string>();
    for (const { number, origin } of shown) {
      if (!origin || !("teams" in origin)) continue;
      const { placeId, threadId, messageId } = origin.teams;
      const place = await places.find(tenantId, threadIn(placeId, threadId));
      if (place) links.set(number, messageLink(place, messageId));
    }
    return links;
  }

  return { views };
}

const mentioned = (id: string, { name }: Author): PostView["mentions"] =>
  name === null ? [] : [{ id, name }];

/** The notes of a meeting are told by its title. */
function noted(topic: Topic, { origin }: Post): Author | undefined {
  const meeting = meetingOf(topic, origin);
  return meeting && { id: "", name: meeting.title[topic.language], mine: false };
}
