import type { Language, TopicList, View } from "#features/forum/contract.ts";
import { limits } from "#features/forum/contract.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import {
  byPlace,
  type Cursor,
  type Lists,
  type Narrowed,
  type Placed,
  placeOf,
} from "#features/forum/topics/lists.ts";
import type { Marks, Own } from "#features/forum/topics/read-state.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import { hasNews } from "#features/forum/topics/unread.ts";
import type { Views } from "./topic-view.ts";

type Ports = { lists: Lists; marks: Marks; wishes: Wishes; reports: Reports; views: Views };
type Asked = {
  view: View;
  tag?: string | undefined;
  languages?: Language[] | undefined;
  after?: Cursor | undefined;
};
type Page = { shown: Placed[]; next: Cursor | null };

/** What is unread is looked for among the newest topics: older ones that were never opened are found in "all". */
const mostLookedAt = 300;
/** Of one's own topics the newest count. */
const mostOwn = 200;

export type Listing = ReturnType<typeof forumListing>;

/** Lists of topics as one member asks for them. */
export function forumListing({ lists, marks, wishes, reports, views }: Ports) {
  async function unread(viewer: Viewer, narrowed: Narrowed, after?: Cursor): Promise<Page> {
    const shown: Placed[] = after ? [] : await unreadOf(viewer, await pinnedPlaces(viewer, narrowed));
    let from = after;
    for (let looked = 0; looked < mostLookedAt; looked += limits.page) {
      const found = await lists.page(viewer.tenantId, narrowed, limits.page, from);
      shown.push(...(await unreadOf(viewer, found)));
      from = found.at(-1)?.at;
      if (found.length < limits.page) return { shown, next: null };
      if (shown.length >= limits.page) return { shown, next: from ?? null };
    }
    return { shown, next: null };
  }

  async function unreadOf(viewer: Viewer, found: readonly Placed[]): Promise<Placed[]> {
    const read = await marks.marks(
      viewer,
      found.map(({ summary }) => summary.id),
    );
    return found.filter(({ summary }) => hasNews(summary, read.get(summary.id)));
  }

  async function pinnedPlaces(viewer: Viewer, narrowed: Narrowed): Promise<Placed[]> {
    const pinned = await lists.pinned(viewer.tenantId, narrowed);
    return pinned.map((summary) => ({ at: placeOf(summary), summary }));
  }

  async function own(viewer: Viewer, kind: Own, { languages, tag }: Narrowed, after = ""): Promise<Page> {
    const ids = await marks.own(viewer, kind, mostOwn);
    const entries = await Promise.all(ids.map((id) => lists.entry(viewer.tenantId, id)));
    const found = entries
      .filter((summary) => summary !== undefined)
      .filter(({ isRemoved }) => !isRemoved)
      .filter(({ language, tags }) => languages.includes(language) && (!tag || tags.includes(tag)))
      .map((summary) => ({ at: placeOf(summary), summary }))
      .toSorted(byPlace)
      .filter(({ at }) => at > after);
    return pageOf(found);
  }

  async function all(viewer: Viewer, narrowed: Narrowed, after?: Cursor): Promise<Page> {
    return pageOf(await lists.page(viewer.tenantId, narrowed, limits.page + 1, after));
  }

  return {
    async list(viewer: Viewer, { view, tag, languages, after }: Asked): Promise<TopicList> {
      const reads = languages ?? (await wishes.get(viewer)).reads;
      const narrowed = { languages: reads, tag };
      const { shown, next } = await {
        all: () => all(viewer, narrowed, after),
        unread: () => unread(viewer, narrowed, after),
        following: () => own(viewer, "watching", narrowed, after),
        mine: () => own(viewer, "mine", narrowed, after),
      }[view]();
      const pinned = view === "all" && !after ? await lists.pinned(viewer.tenantId, narrowed) : [];
      return {
        pinned: await views.rows(viewer, pinned),
        topics: await views.rows(
          viewer,
          shown.map(({ summary }) => summary),
        ),
        next,
        tags: await views.tags(viewer),
        reads: [...reads],
        may: { start: true, moderate: viewer.isModerator },
        // Above the first page alone.
        reports: viewer.isModerator && !after ? (await reports.open(viewer.tenantId)).length : 0,
      };
    },
  };
}

function pageOf(found: readonly Placed[]): Page {
  const shown = found.slice(0, limits.page);
  return { shown, next: found.length > limits.page ? (shown.at(-1)?.at ?? null) : null };
}
