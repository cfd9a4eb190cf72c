import {
  type DraftList,
  type DraftView,
  draftInput,
  draftKey,
  type Wishes as View,
  wishesInput,
} from "#features/forum/contract.ts";
import type { Lists } from "#features/forum/topics/lists.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { Drafts } from "#features/forum/writing/drafts.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Access } from "./access.ts";
import type { Wishes } from "./forum-settings.ts";

type Ports = {
  access: Access;
  writing: Writing;
  lists: Lists;
  drafts: Drafts;
  wishes: Wishes;
  chats: Pick<Chats, "known">;
  /** Sees to it that the next digest is drawn. */
  armDigest(tenantId: string): Promise<void>;
};

const draft = "/forum/drafts/:key";

/** What is a member's own: drafts, and wishes. */
export function ownApi({ access, writing, lists, drafts, wishes, chats, armDigest }: Ports): Route[] {
  async function titled(viewer: Viewer, kept: Omit<DraftView, "topicTitle">): Promise<DraftView> {
    const topic = kept.key === "new" ? undefined : await lists.entry(viewer.tenantId, kept.key);
    return { ...kept, topicTitle: topic && !topic.isRemoved ? topic.title : "" };
  }

  function keyIn({ params }: Pick<Asked, "params">): string {
    const key = draftKey.safeParse(params.key);
    if (!key.success) throw new NotFound("unknownTopic");
    return key.data;
  }

  async function wished(viewer: Viewer): Promise<View> {
    const chat = await chats.known(viewer.tenantId, viewer.id);
    return { ...(await wishes.get(viewer)), hasChat: chat !== undefined };
  }

  return [
    route({
      method: "GET",
      path: "/forum/drafts",
      about: "What the person is writing, the last saved first.",
      role: "anyone",
      async handle({ person }): Promise<DraftList> {
        const viewer = await access.mustBeMember(person);
        const all = await drafts.all(viewer);
        return { drafts: await Promise.all(all.map((kept) => titled(viewer, kept))) };
      },
    }),
    route({
      method: "PUT",
      path: draft,
      about: "Saves a draft, of a new topic or of an answer in one.",
      role: "anyone",
      input: draftInput,
      async handle(asked) {
        const viewer = await access.mustBeMember(asked.person);
        const key = keyIn(asked);
        if (key !== "new") await writing.seen(viewer, key);
        return titled(viewer, await drafts.save(viewer, key, asked.input));
      },
    }),
    route({
      method: "DELETE",
      path: draft,
      about: "Throws a draft away.",
      role: "anyone",
      async handle(asked) {
        const viewer = await access.mustBeMember(asked.person);
        await drafts.remove(viewer, keyIn(asked));
        return {};
      },
    }),
    route({
      method: "GET",
      path: "/forum/wishes",
      about:
        "The languages that the person reads, the tags that they follow, and whether they want the digest.",
      role: "anyone",
      handle: async ({ person }) => wished(await access.mustBeMember(person)),
    }),
    route({
      method: "PUT",
      path: "/forum/wishes",
      about: "Says what one reads and follows, and whether one wants the weekly digest.",
      role: "anyone",
      input: wishesInput,
      async handle({ person, input }) {
        const viewer = await access.mustBeMember(person);
        // Before, since a digest that nobody draws is worse than one that nobody gets.
        if (input.digest) await armDigest(viewer.tenantId);
        await wishes.set(viewer, input);
        return wished(viewer);
      },
    }),
  ];
}
