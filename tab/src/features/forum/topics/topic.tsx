import type { PostView, TopicView } from "bot/forum/contract";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useRows } from "#features/forum/use-rows.ts";
import { Offline } from "#features/forum/waiting.tsx";
import { useShortcuts } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { Best } from "./best.tsx";
import { Posts } from "./posts.tsx";
import type { Quoting } from "./reply/quoting.ts";
import { Reply, type ReplyHandle } from "./reply/reply.tsx";
import { TopicHead } from "./topic-head.tsx";
import { topicTexts } from "./topic-texts.ts";
import { useDeed } from "./use-action.ts";
import { useArrivals } from "./use-arrivals.ts";
import { useReading } from "./use-reading.ts";
import type { TopicQuery } from "./use-topic.ts";

type Props = { query: TopicQuery; pages: TopicView[]; post: number | null };

export function Topic({ query, pages, post }: Props) {
  const t = useTexts(topicTexts);
  const navigate = useNavigate();
  // The newest view of the topic is the last that was read of it.
  const topic = pages.reduce((newest, page) => (page.posts >= newest.posts ? page : newest));
  const posts = pages.flatMap(({ page }) => page);
  const deeds = useDeed(topic.id);
  // Where "new" began when one came: it stays while one reads.
  const [readTo] = useState(topic.readTo);
  const { list, step } = useRows<HTMLDivElement>();
  useReading({ topicId: topic.id, list, from: pages[0]?.from ?? 1, readTo });
  const reply = useRef<ReplyHandle>(null);
  useArrivals(posts);

  const answer = (quoting?: Quoting) => {
    if (quoting) reply.current?.quote(quoting);
    reply.current?.focus();
  };
  const all = {
    method: "PUT",
    path: "/reading",
    input: { number: topic.posts },
    done: t("read.done"),
  } as const;
  useShortcuts([
    { keys: "j", about: t("key.j"), act: () => step(1) },
    { keys: "k", about: t("key.k"), act: () => step(-1) },
    { keys: "r", about: t("key.r"), act: () => answer() },
    { keys: "m", about: t("key.m"), act: () => deeds.act(all) },
  ]);

  async function sent(number: number): Promise<void> {
    const wasWhole = (posts.at(-1)?.number ?? 0) >= topic.posts;
    await deeds.refresh();
    if (!wasWhole) return void navigate(`?post=${number}`);
    if (!isShown(number)) await query.fetchNextPage();
  }

  return (
    <>
      <TopicHead topic={topic} deeds={deeds} reply={() => answer()} />
      <Offline />
      {topic.best && <Best topic={topic} best={topic.best} shown={posts} />}
      <div ref={list}>
        <Posts {...{ query, topic, posts, deeds, readTo, answer }} target={post} />
      </div>
      <Reply ref={reply} {...{ topic, posts, sent }} />
    </>
  );
}

const isShown = (number: PostView["number"]): boolean => document.getElementById(`post-${number}`) !== null;
