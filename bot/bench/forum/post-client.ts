import { say, settingsGiven } from "#bench/harness/child.ts";
import { personId } from "#bench/harness/person-id.ts";
import { forumLists } from "#features/forum/topics/lists.ts";
import { forumStore } from "#features/forum/topics/store.ts";
import { answered, newTopic } from "#features/forum/topics/topic.ts";
import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import { later, minutes } from "#platform/jobs/clock.ts";
import { openStore } from "#platform/storage/open.ts";
import { topicIdOf } from "./topic-id.ts";

export type PosterSettings = { folder: string; tenantId: string; topics: number; posts: number };

/* Writes a forum: the app's own store and lists, without the way through HTTP. A tenth of the posts is in the first topic. */

const { folder, tenantId, topics, posts } = settingsGiven<PosterSettings>();
const home = await openStore({ kind: "embedded", folder });
const store = forumStore(home.tables);
const lists = forumLists(home.tables);
const startedAt = new Date("2026-01-01T08:00:00Z");
const people = 200;
const text =
  "Jag har sett både **samkommun** och kommunförbund i lagtexten, och vore tacksam för råd om vilketdera som rekommenderas. ".repeat(
    3,
  );

const inFirst = posts / 10;
const inOther = (posts - inFirst) / (topics - 1);

await eachAtOnce(Array(topics).keys(), 100, async (at) => {
  const id = topicIdOf(at);
  const size = at === 0 ? inFirst : Math.floor(at * inOther) - Math.floor((at - 1) * inOther);
  const begunAt = later(startedAt, minutes(at));
  const author = { tenantId, id: personId(at % people) };
  const heading = { title: `Fråga ${at}`, tags: [`amne-${at % 20}`], language: "sv" as const };
  const written = { language: "sv" as const, text, quote: null, mentions: [] };
  let topic = await store.start(newTopic(author, id, heading, begunAt), {
    ...written,
    id,
    author: author.id,
  });
  for (let number = 2; number <= size; number++) {
    const by = personId((at + number) % people);
    const postedAt = later(begunAt, number * 1000);
    ({ topic } = await store.add(
      topic,
      { id: crypto.randomUUID(), author: by },
      postedAt,
      async (newest) => ({
        topic: answered(newest, by, postedAt),
        written,
      }),
    ));
  }
  await lists.write(topic);
});
await home.close();
say({ posts });
