import { type Language, limits } from "#features/forum/contract.ts";
import type { Lists } from "#features/forum/topics/lists.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import { plainText } from "#platform/markdown.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Index, Search } from "#platform/search/search.ts";

/** What a post is found by, and what of it is told. The title stands with the first post alone. */
export type PostDocument = {
  topicId: string;
  number: number;
  title: string;
  tags: string[];
  language: Language;
  text: string;
  author: string;
  at: string;
};

const postsAtOnce = 100;

export type Searching = ReturnType<typeof forumSearching>;

/** The index of all posts that are there: removed ones, and those of removed topics, are not in it. */
export function forumSearching(search: Search, store: ForumStore, lists: Lists) {
  const index: Index<PostDocument> = search.open<PostDocument>({
    name: "posts",
    // Goes up with what is found: 2 knows the whole of a post.
    version: 2,
    wordsOf: ({ title, text, language }) => [
      ...(title ? [{ text: title, language, as: "heading" as const }] : []),
      { text, language, as: "body" },
    ],
    async *read(tenantId) {
      for await (const { id, isRemoved } of lists.all(tenantId)) {
        const topic = isRemoved ? undefined : await store.find(tenantId, id).catch(undefinedIfGone);
        if (topic) yield* documentsOf(topic);
      }
    },
  });

  async function* documentsOf(topic: Topic) {
    for (let from = 1; from <= topic.lastNumber; from += postsAtOnce)
      for (const post of await store.posts(topic, from, postsAtOnce))
        if (!post.removed) yield { id: idOf(topic, post), document: documentOf(topic, post) };
  }

  async function put(topic: Topic, post: Post): Promise<void> {
    const isThere = !topic.removed && !post.removed;
    await index.put(topic.tenantId, idOf(topic, post), isThere ? documentOf(topic, post) : undefined);
  }

  return {
    search: index.search,

    put,

    /** After a change of what all its posts are found by. */
    async putAll(topic: Topic): Promise<void> {
      for (let from = 1; from <= topic.lastNumber; from += postsAtOnce)
        for (const post of await store.posts(topic, from, postsAtOnce)) await put(topic, post);
    },
  };
}

const idOf = ({ id }: Topic, { number }: Post) => `${id}|${number}`;

const documentOf = (topic: Topic, post: Post): PostDocument => ({
  topicId: topic.id,
  number: post.number,
  title: post.number === 1 ? topic.title : "",
  tags: topic.tags,
  language: post.language,
  text: plainText(post.text, limits.post),
  author: post.author,
  at: post.at.toISOString(),
});

/** A part of a text of some `most` characters, around the first of the words that were found in it. */
export function excerptOf(text: string, matched: readonly string[], most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const lower = line.toLowerCase();
  const found = matched.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const first = found.length > 0 ? Math.min(...found) : 0;
  const from = Math.max(0, Math.min(first - Math.floor(most / 4), line.length - most));
  // Whole words at both ends.
  const start = from === 0 ? 0 : line.indexOf(" ", from) + 1;
  const cut = line.slice(start, start + most);
  const isEnd = start + most >= line.length;
  const end = isEnd ? cut : cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2));
  return `${start > 0 ? "… " : ""}${end.toWellFormed().trim()}${isEnd ? "" : " …"}`;
}
