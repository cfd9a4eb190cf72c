import { judgementInput, type Report, type ReportList } from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { type Route, route } from "#platform/feature.ts";
import { NotFound, undefinedIfGone } from "#platform/refusal.ts";
import type { Views } from "./topic-view.ts";

type Ports = { access: Access; store: ForumStore; writing: Writing; reports: Reports; views: Views };
type Open = Awaited<ReturnType<Reports["open"]>>[number];

/** What members have reported, for coordinators to judge. */
export function reportApi({ access, store, writing, reports, views }: Ports): Route[] {
  async function viewOf(viewer: Viewer, { topicId, number, given }: Open): Promise<Report | undefined> {
    const topic = await store.find(viewer.tenantId, topicId).catch(undefinedIfGone);
    const post = topic && (await store.post(topic, number).catch(undefinedIfGone));
    if (!topic || !post) return undefined;
    const by = await views.authors(viewer, [post.author, ...given.map((one) => one.by ?? "")]);
    return {
      id: `${topicId}.${number}`,
      topicId,
      topicTitle: topic.title,
      number,
      text: post.text,
      author: by(post.author),
      reports: given.map((one) => ({ ...one, by: one.by === null ? null : by(one.by).name })),
    };
  }

  async function list(viewer: Viewer): Promise<ReportList> {
    const open = await reports.open(viewer.tenantId);
    const all = await Promise.all(open.map((one) => viewOf(viewer, one)));
    return { reports: all.filter((report) => report !== undefined) };
  }

  return [
    route({
      method: "GET",
      path: "/forum/reports",
      about: "The posts that members have reported and nobody has judged. For coordinators.",
      role: "anyone",
      handle: async ({ person }) => list(await access.mustModerate(person)),
    }),
    route({
      method: "POST",
      path: "/forum/reports/:id/judgement",
      about: "Judges a reported post: it stays, or is removed with a reason. For coordinators.",
      role: "anyone",
      input: judgementInput,
      async handle({ person, params, input }) {
        const viewer = await access.mustModerate(person);
        const [topicId = "", number = ""] = (params.id ?? "").split(".");
        const topic = await store.find(viewer.tenantId, topicId);
        const post = await store.post(topic, Number(number)).catch(undefinedIfGone);
        if (!post) throw new NotFound("unknownPost");
        // Of a removed topic nothing is left to remove.
        if (input.judgement === "remove" && !topic.removed)
          await writing.remove(viewer, topicId, post.number, input.reason);
        await reports.settle({ tenantId: viewer.tenantId, topicId, number: post.number });
        return list(viewer);
      },
    }),
  ];
}
