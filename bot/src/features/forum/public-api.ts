import { undefinedIfGone } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Language } from "./contract.ts";
import type { Access } from "./members/access.ts";
import type { Wishes } from "./members/forum-settings.ts";
import type { Marks } from "./topics/read-state.ts";
import type { Reports } from "./topics/reports.ts";
import { maySee } from "./topics/rights.ts";
import type { ForumStore } from "./topics/store.ts";
import type { Drafts } from "./writing/drafts.ts";
import type { Writing } from "./writing/writing.ts";

type Ports = {
  access: Access;
  store: ForumStore;
  writing: Writing;
  marks: Marks;
  wishes: Wishes;
  drafts: Drafts;
  reports: Reports;
};

/** Where a term has come from: a post of a topic. */
export type Origin = {
  topicId: string;
  title: string;
  text: string;
  language: Language;
  field: string | null;
  /** A page of the tab. */
  link: string;
};

type Begun = { id: string; title: string; text: string; tags: string[]; language: Language };

/** What other features are handed of the forum. */
export function forumDoors({ access, store, writing, marks, wishes, drafts, reports }: Ports) {
  return {
    /** Begins a topic in a member's name, once for each id, and gives that id. NotFound for whoever is no member. */
    async startTopic(by: Person, begun: Begun): Promise<string> {
      const viewer = await access.mustBeMember(by);
      return (await writing.start(viewer, { ...begun, mentions: [] })).id;
    },

    /** A post that the person may read; undefined for any other, and for what is removed. */
    async originOf(person: Person, topicId: string, number: number): Promise<Origin | undefined> {
      const viewer = await access.memberOf(person);
      const topic = viewer && (await store.find(viewer.tenantId, topicId).catch(undefinedIfGone));
      if (!viewer || !topic || topic.removed || !maySee(topic, viewer)) return undefined;
      const post = await store.post(topic, number).catch(undefinedIfGone);
      if (!post || post.removed) return undefined;
      const { title, tags } = topic;
      const link = `/forum/topics/${topic.id}?post=${number}`;
      return {
        topicId: topic.id,
        title,
        text: post.text,
        language: post.language,
        field: tags[0] ?? null,
        link,
      };
    },

    /** Of whoever has left: what was their own goes, and their posts stay, nameless. Harmless to repeat. */
    async forget({ tenantId, id }: Pick<Person, "tenantId" | "id">): Promise<void> {
      const reader = { tenantId, id };
      await drafts.forget(reader);
      await wishes.forget(reader);
      await reports.forget(reader);
      await marks.forget(reader);
    },
  };
}
