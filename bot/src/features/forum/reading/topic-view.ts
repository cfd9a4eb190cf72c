import type { Author, Language, PostView, Tag, TopicRow, TopicView } from "#features/forum/contract.ts";
import { limits } from "#features/forum/contract.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import { type Summary, summaryOf } from "#features/forum/topics/lists.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { Mark, Marks } from "#features/forum/topics/read-state.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import { topicRights, type Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import { firstUnread, unreadIn } from "#features/forum/topics/unread.ts";
import type { Platform } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { placeName } from "#platform/teams/directory/place-name.ts";
import { postViews } from "./post-view.ts";

type Names = ReadonlyMap<string, string>;
export type FieldName = { id: string; name: Record<Language, string> };

type Ports = Pick<Platform, "places" | "messageLink"> & {
  store: ForumStore;
  marks: Marks;
  reports: Reports;
  wishes: Wishes;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  fields(tenantId: string): Promise<FieldName[]>;
};

export type Views = ReturnType<typeof forumViews>;

/** Topics and posts as one member sees them. */
export function forumViews(ports: Ports) {
  const { store, marks, wishes, memberNames, fields, places, messageLink } = ports;
  const posts = postViews({ ...ports, authors });

  async function authors(viewer: Viewer, ids: readonly string[]): Promise<(id: string) => Author> {
    const names = await memberNames(
      viewer.tenantId,
      [...new Set(ids)].filter((id) => id !== ""),
    );
    return (id) => authorOf(id, viewer, names);
  }

  /** Every tag that there is, and whether the member follows it. */
  async function tags(viewer: Viewer): Promise<Tag[]> {
    const [all, wished] = await Promise.all([fields(viewer.tenantId), wishes.get(viewer)]);
    return all.map(({ id, name }) => ({ id, name, isFollowed: wished.tags.includes(id) }));
  }

  async function channelsOf({ tenantId, channels }: Topic, locale: Locale): Promise<TopicView["channels"]> {
    return Promise.all(
      channels.map(async ({ placeId, messageId }) => {
        const place = await places.find(tenantId, placeId);
        const link = place && messageId ? messageLink(place, messageId) : null;
        return { placeId, name: placeName(place, locale), link };
      }),
    );
  }

  return {
    tags,
    authors,

    async rows(viewer: Viewer, summaries: readonly Summary[]): Promise<TopicRow[]> {
      const ids = summaries.map(({ id }) => id);
      const [read, by] = await Promise.all([
        marks.marks(viewer, ids),
        authors(
          viewer,
          summaries.flatMap(({ author, lastBy }) => [author, lastBy]),
        ),
      ]);
      return summaries.map((summary) => rowOf(summary, read.get(summary.id), by));
    },

    /** Its posts from a number on; else the page with the first that is not read, else the last page. */
    async topic(viewer: Viewer, topic: Topic, locale: Locale, asked?: number): Promise<TopicView> {
      const mark = await marks.mark(viewer, topic.id);
      const first = firstUnread(summaryOf(topic), mark);
      const from = Math.min(asked ?? pageFrom(first), topic.lastNumber);
      const [page, channels, allTags] = await Promise.all([
        store.posts(topic, from, limits.page),
        channelsOf(topic, locale),
        tags(viewer),
      ]);
      const best = page.find(({ number }) => number === topic.best);
      const elsewhere = topic.best !== null && !best ? [await store.post(topic, topic.best)] : [];
      const [shown, shownElsewhere, by] = await Promise.all([
        posts.views(viewer, topic, page),
        posts.views(viewer, topic, elsewhere),
        authors(viewer, [topic.author, topic.lastBy, topic.closed?.by ?? ""]),
      ]);
      return {
        ...rowOf(summaryOf(topic), mark, by),
        version: String(topic.revision),
        closedReason: topic.closed?.reason ?? "",
        closedBy: topic.closed ? by(topic.closed.by) : null,
        readTo: mark.number,
        best: shownElsewhere[0] ?? shown.find(({ isBest }) => isBest) ?? null,
        page: shown,
        from,
        to: shown.at(-1)?.number ?? from,
        channels,
        meetings: topic.meetings,
        tagNames: allTags.filter(({ id }) => topic.tags.includes(id)),
        may: topicRights(topic, viewer),
        removedAt: topic.removed?.at.toISOString() ?? null,
      };
    },

    async post(viewer: Viewer, topic: Topic, post: Post): Promise<PostView | undefined> {
      return (await posts.views(viewer, topic, [post]))[0];
    },
  };
}

const pageFrom = (number: number) => number - ((number - 1) % limits.page);

function authorOf(id: string, viewer: Viewer, names: Names): Author {
  const mine = id === viewer.id;
  const name = names.get(id) ?? (mine ? viewer.name : null);
  return { id: name === null ? null : id, name, mine };
}

function rowOf(
  summary: Summary,
  mark: Pick<Mark, "number" | "own" | "following"> = { number: 0, own: [], following: "normal" },
  by: (id: string) => Author,
): TopicRow {
  const { id, title, tags, language, createdAt, lastAt, posts, isPinned, closedAt, isSolved } = summary;
  const unread = unreadIn(summary, mark);
  return {
    id,
    title,
    tags,
    language,
    author: by(summary.author),
    createdAt,
    lastAt,
    lastBy: by(summary.lastBy),
    posts,
    unread,
    isNew: mark.number === 0 && unread > 0,
    isPinned,
    closedAt,
    isSolved,
    following: mark.following,
  };
}
