import {
  type PostHistory,
  postInput,
  removeInput,
  reportInput,
  savePostInput,
} from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import { postRights, type Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore, Whole } from "#features/forum/topics/store.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound } from "#platform/refusal.ts";
import { numberAsked } from "./list-query.ts";
import type { Views } from "./topic-view.ts";

type Ports = {
  access: Access;
  store: ForumStore;
  writing: Writing;
  reports: Reports;
  views: Views;
  clock: Clock;
};

const posts = "/forum/topics/:id/posts";
const one = `${posts}/:number`;

/** Posts for the tab: written, edited, removed and reported. */
export function postApi({ access, store, writing, reports, views, clock }: Ports): Route[] {
  /** A deed on one post, which is shown as it is after it. */
  const deed =
    <Input>(act: (viewer: Viewer, topicId: string, number: number, input: Input) => Promise<Whole>) =>
    async ({ person, params, input }: Asked<Input>) => {
      const viewer = await access.mustBeMember(person);
      const { topic, post } = await act(viewer, params.id ?? "", numberAsked(params), input);
      return views.post(viewer, topic, post);
    };

  async function seen(viewer: Viewer, topicId: string, number: number): Promise<Whole> {
    const topic = await writing.seen(viewer, topicId);
    return { topic, post: await store.post(topic, number) };
  }

  return [
    route({
      method: "POST",
      path: posts,
      about: "Writes a post. The id is the client's, so that a repeat writes it once.",
      role: "anyone",
      input: postInput,
      async handle({ person, params, input }) {
        const viewer = await access.mustBeMember(person);
        // Where there is no topic, that is the answer.
        const { id } = await writing.seen(viewer, params.id ?? "");
        await access.mustHaveName(viewer);
        const { topic, post } = await writing.post(viewer, id, input);
        return views.post(viewer, topic, post);
      },
    }),
    route({
      method: "PUT",
      path: one,
      about: "Edits a post of one's own; the earlier text is kept.",
      role: "anyone",
      input: savePostInput,
      handle: deed(writing.edit),
    }),
    route({
      method: "POST",
      path: `${one}/removal`,
      about: "Removes a post, until it is restored; a moderator says why.",
      role: "anyone",
      input: removeInput,
      handle: deed((viewer, topicId, number, { reason }) => writing.remove(viewer, topicId, number, reason)),
    }),
    route({
      method: "POST",
      path: `${one}/restoration`,
      about: "Brings a removed post back.",
      role: "anyone",
      handle: deed(writing.restore),
    }),
    route({
      method: "GET",
      path: `${one}/history`,
      about: "A post's earlier texts, newest first; of a removed post for those who may bring it back.",
      role: "anyone",
      async handle({ person, params }): Promise<PostHistory> {
        const viewer = await access.mustBeMember(person);
        const { topic, post } = await seen(viewer, params.id ?? "", numberAsked(params));
        if (post.removed && !postRights(topic, post, viewer, false).restore)
          throw new NotFound("unknownPost");
        const versions = await store.earlier(topic, post.number);
        return { versions: versions.map((each) => ({ ...each, at: each.at.toISOString() })) };
      },
    }),
    route({
      method: "POST",
      path: `${one}/report`,
      about: "Asks the coordinators to look at a post; each person once.",
      role: "anyone",
      input: reportInput,
      handle: deed(async (viewer, topicId, number, { reason, text }) => {
        const whole = await seen(viewer, topicId, number);
        const { topic, post } = whole;
        if (!postRights(topic, post, viewer, false).report) throw new NotFound("unknownPost");
        const place = { tenantId: viewer.tenantId, topicId: topic.id, number: post.number };
        await reports.report(place, { reason, text, by: viewer.id, at: clock.now().toISOString() });
        return whole;
      }),
    }),
  ];
}
