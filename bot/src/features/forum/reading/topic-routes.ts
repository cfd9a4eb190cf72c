import {
  bestInput,
  closeInput,
  followInput,
  readInput,
  saveTopicInput,
  startInput,
} from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { fromAsked, listAsked } from "./list-query.ts";
import type { Listing } from "./topic-list.ts";
import type { Views } from "./topic-view.ts";

type Ports = { access: Access; writing: Writing; listing: Listing; views: Views; marks: Marks; clock: Clock };

const topics = "/forum/topics";
const one = `${topics}/:id`;

/** Topics for the tab: listed, read, begun and looked after. */
export function topicApi({ access, writing, listing, views, marks, clock }: Ports): Route[] {
  const idIn = ({ params }: Pick<Asked, "params">) => params.id ?? "";

  /** A deed on one topic, which is shown as it is after it. */
  const deed =
    <Input>(act: (viewer: Viewer, topicId: string, input: Input) => Promise<Topic>) =>
    async (asked: Asked<Input>) => {
      const viewer = await access.mustBeMember(asked.person);
      const topic = await act(viewer, idIn(asked), asked.input);
      return views.topic(viewer, topic, asked.locale, fromAsked(asked.query));
    };
  const seen = async (asked: Pick<Asked, "person" | "params">) => {
    const viewer = await access.mustBeMember(asked.person);
    return { viewer, topic: await writing.seen(viewer, idIn(asked)) };
  };

  return [
    route({
      method: "GET",
      path: topics,
      about: "Topics in the languages that the person reads, newest activity first; 20 a page.",
      role: "anyone",
      handle: async ({ person, query }) => listing.list(await access.mustBeMember(person), listAsked(query)),
    }),
    route({
      method: "POST",
      path: topics,
      about: "Begins a topic. The id is the client's, so that a repeat begins it once.",
      role: "anyone",
      input: startInput,
      async handle({ person, input, locale }) {
        const viewer = await access.mustBeMember(person);
        await access.mustHaveName(viewer);
        return views.topic(viewer, await writing.start(viewer, input), locale);
      },
    }),
    route({
      method: "GET",
      path: one,
      about: "A topic with 20 posts from one on; else the page with the first unread post, else the last.",
      role: "anyone",
      async handle(asked) {
        const { viewer, topic } = await seen(asked);
        return views.topic(viewer, topic, asked.locale, fromAsked(asked.query));
      },
    }),
    route({
      method: "PUT",
      path: one,
      about: "Changes title, tags and language.",
      role: "anyone",
      input: saveTopicInput,
      handle: deed(writing.retitle),
    }),
    route({
      method: "DELETE",
      path: one,
      about: "Removes a topic, until it is restored.",
      role: "anyone",
      handle: deed(writing.removeTopic),
    }),
    route({
      method: "POST",
      path: `${one}/restoration`,
      about: "Brings a removed topic back.",
      role: "anyone",
      handle: deed(writing.restoreTopic),
    }),
    route({
      method: "PUT",
      path: `${one}/best`,
      about: "Marks the best answer, or takes the mark away.",
      role: "anyone",
      input: bestInput,
      handle: deed(writing.markBest),
    }),
    route({
      method: "POST",
      path: `${one}/pin`,
      about: "Pins a topic above the others.",
      role: "anyone",
      handle: deed(writing.pin),
    }),
    route({
      method: "DELETE",
      path: `${one}/pin`,
      about: "Takes the pin away.",
      role: "anyone",
      handle: deed(writing.unpin),
    }),
    route({
      method: "POST",
      path: `${one}/closure`,
      about: "Closes a topic with a reason: nobody writes in it any more.",
      role: "anyone",
      input: closeInput,
      handle: deed((viewer, id, { reason }) => writing.close(viewer, id, reason)),
    }),
    route({
      method: "DELETE",
      path: `${one}/closure`,
      about: "Opens a closed topic again.",
      role: "anyone",
      handle: deed(writing.reopen),
    }),
    route({
      method: "PUT",
      path: `${one}/following`,
      about: "Says what one is told of: each new post, mentions and quotes, or nothing.",
      role: "anyone",
      input: followInput,
      async handle(asked) {
        const { viewer, topic } = await seen(asked);
        await marks.follow(viewer, topic.id, asked.input.following, clock.now());
        return views.topic(viewer, topic, asked.locale, fromAsked(asked.query));
      },
    }),
    route({
      method: "PUT",
      path: `${one}/reading`,
      about: "Notes the last post that one has read; never backwards.",
      role: "anyone",
      input: readInput,
      async handle(asked) {
        const { viewer, topic } = await seen(asked);
        const { number } = await marks.read(viewer, topic.id, Math.min(asked.input.number, topic.lastNumber));
        return { number };
      },
    }),
  ];
}
