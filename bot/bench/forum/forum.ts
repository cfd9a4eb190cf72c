import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appOn } from "#bench/harness/app.ts";
import { startChild } from "#bench/harness/child.ts";
import { type Figure, held, ms, times, told } from "#bench/harness/figure.ts";
import { interleaved, median, must } from "#bench/harness/measure.ts";
import type { PostView, TopicList, TopicView } from "#features/forum/contract.ts";
import { fakeTeams, tenantId } from "#test/harness/teams.ts";
import type { PosterSettings } from "./post-client.ts";
import { topicIdOf } from "./topic-id.ts";

const sizes = { few: { topics: 50, posts: 1_000 }, many: { topics: 5_000, posts: 100_000 } };
const rounds = 60;
const writers = 10;
/** The first rounds warm both servers up: the indexes of what is searched are built by the first post. */
const warmRounds = 10;

type Forum = Awaited<ReturnType<typeof openForum>>;

/** A forum of 100,000 posts beside one of 1,000: what a page or a post takes. */
export async function forum(): Promise<Figure[]> {
  const teams = await fakeTeams();
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const opened: Forum[] = [];
  try {
    const few = await openForum(join(folder, "few"), teams, sizes.few);
    opened.push(few);
    const many = await openForum(join(folder, "many"), teams, sizes.many);
    opened.push(many);
    const figures: Figure[] = [];
    for (const [deed, name] of deeds) {
      const ran = await interleaved(rounds, { few: timed(few, deed), many: timed(many, deed) });
      const middle = { few: median(ran.few.slice(warmRounds)), many: median(ran.many.slice(warmRounds)) };
      figures.push(
        held(`${name} of 100,000 posts, times that of 1,000`, middle.many / middle.few, { most: 1.5 }, times),
        told("  1,000 posts, 100,000 posts", `${ms(middle.few)}, ${ms(middle.many)}`),
      );
    }
    return figures;
  } finally {
    for (const one of opened) await one.close();
    await teams.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const deeds = [
  ["list", "The list of topics in a forum"],
  ["firstPage", "The first page of a long topic in a forum"],
  ["lastPage", "The last page of a long topic in a forum"],
  ["post", "A new post in a forum"],
] as const;
type Deed = (typeof deeds)[number][0];

const timed = (forum: Forum, deed: Deed) => async (): Promise<number> => {
  const startedAt = performance.now();
  await forum[deed]();
  return performance.now() - startedAt;
};

async function openForum(
  folder: string,
  teams: Parameters<typeof appOn>[1],
  { topics, posts }: { topics: number; posts: number },
) {
  await mkdir(folder);
  const settings: PosterSettings = { folder, tenantId, topics, posts };
  const poster = startChild(new URL("./post-client.ts", import.meta.url), settings, folder);
  await poster.said;
  await poster.stop();

  const { start, ask } = appOn(folder, teams, teams.serviceUrl);
  const app = start();
  const { url } = await app.said;
  // Whoever writes has joined; nobody writes oftener than the server takes from one person.
  const profile = { municipality: "Raseborg", reads: ["sv"], translates: [], areas: [], about: "" };
  for (let by = 0; by < writers; by++) await ask(url, "PUT", "/network/membership", { profile }, by);
  const page = async (from: number, expected: number) => {
    const topic = (await ask(url, "GET", `/forum/topics/${topicIdOf(0)}?from=${from}`)) as TopicView;
    must(topic.page.length === expected && topic.from === from, `Not the page from ${from}.`);
  };
  let written = 0;

  return {
    async list() {
      const { topics: shown } = (await ask(url, "GET", "/forum/topics?languages=sv")) as TopicList;
      must(shown.length === 20, `${shown.length} topics are listed.`);
    },
    firstPage: () => page(1, 20),
    lastPage: () => page(posts / 10 - 19, 20),
    async post() {
      const by = written++;
      const id = topicIdOf(1 + (by % (topics - 1)));
      const post = { id: crypto.randomUUID(), language: "sv", text: "Samkommun.", mentions: [], quote: null };
      const { number } = (await ask(
        url,
        "POST",
        `/forum/topics/${id}/posts`,
        post,
        by % writers,
      )) as PostView;
      must(number > 1, `The post got number ${number}.`);
    },
    close: () => app.stop(),
  };
}
