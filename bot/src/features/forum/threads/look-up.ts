import { foundCard, type Ink } from "#features/forum/cards/card.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import type { FieldName } from "#features/forum/reading/topic-view.ts";
import type { Searching } from "#features/forum/search/topic-search.ts";
import { type Lists, type Summary, summaryOf } from "#features/forum/topics/lists.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Preview, Turn } from "#platform/teams/turn.ts";
import { tagNames } from "./channel-messages.ts";

type Ports = {
  access: Access;
  writing: Writing;
  searching: Searching;
  lists: Lists;
  wishes: Wishes;
  fields(tenantId: string): Promise<FieldName[]>;
  inkFor(locale: Locale): Ink;
};

type Page = { skip: number; count: number };

/** Who scrolls further than this through a list in Teams finds more in the tab. */
const mostSkipped = 200;
/** Several posts of one topic may be found: so many times more are looked at than are shown. */
const mostPerTopic = 4;

/** Topics in the compose box and below links: what is put into a chat is read by others, and so tells no post. */
export function lookUps({ access, writing, searching, lists, wishes, fields, inkFor }: Ports) {
  async function previewOf(topic: Summary, turn: Turn): Promise<Preview> {
    const ink = inkFor(turn.locale);
    const nameOf = await tagNames(fields, turn.person.tenantId, turn.locale);
    const tags = topic.tags.map(nameOf).filter((name) => name !== "");
    const state = topic.isSolved ? turn.t("topic.solved") : topic.closedAt ? turn.t("topic.closed") : "";
    return {
      title: topic.title,
      text: [turn.t("digest.posts", { count: topic.posts }), ...tags, state]
        .filter((part) => part)
        .join(" · "),
      card: foundCard(topic, nameOf, ink),
    };
  }

  async function newest(viewer: Viewer, { skip, count }: Page): Promise<Summary[]> {
    const { reads: languages } = await wishes.get(viewer);
    const topics = await lists.page(viewer.tenantId, { languages }, skip + count);
    return topics.slice(skip).map(({ summary }) => summary);
  }

  async function found({ tenantId }: Viewer, text: string, { skip, count }: Page): Promise<Summary[]> {
    const hits = await searching.search(tenantId, text, { limit: (skip + count) * mostPerTopic });
    const ids = [...new Set(hits.map(({ document }) => document.topicId))].slice(skip, skip + count);
    const entries = await Promise.all(ids.map((id) => lists.entry(tenantId, id)));
    return entries.filter((topic) => topic !== undefined).filter(({ isRemoved }) => !isRemoved);
  }

  return {
    lookUps: {
      async topics(text, page, turn) {
        const viewer = await access.memberOf(turn.person);
        if (!viewer) return { notice: turn.t("membersOnly") };
        if (page.skip >= mostSkipped) return { results: [] };
        const topics = await (text.trim() === "" ? newest(viewer, page) : found(viewer, text, page));
        if (topics.length === 0 && page.skip === 0) return { notice: turn.t("nothingFound") };
        return { results: await Promise.all(topics.map((topic) => previewOf(topic, turn))) };
      },
    },

    linkPreviews: [
      {
        path: "/forum/topics/:id",
        async preview({ id = "" }, turn) {
          const viewer = await access.memberOf(turn.person);
          const topic = viewer && (await writing.seen(viewer, id).catch(undefinedIfGone));
          return topic && !topic.removed ? previewOf(summaryOf(topic), turn) : undefined;
        },
      },
    ],
  } satisfies Pick<Feature, "lookUps" | "linkPreviews">;
}
