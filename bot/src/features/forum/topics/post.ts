import type { Language } from "#features/forum/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Removal } from "./topic.ts";

/** Where a post was written: in a thread in Teams, or as the notes of a meeting. Else in the tab. */
export type Origin =
  | { teams: { placeId: string; threadId: string; messageId: string } }
  | { meeting: { seriesId: string; date: string } };

/** One post of a topic, in Markdown as it was written. */
export type Post = {
  number: number;
  /** Made once by whoever writes it, so that writing twice writes once. */
  id: string;
  /** "" where nobody in particular wrote it. */
  author: string;
  language: Language;
  text: string;
  at: Date;
  editedAt?: Date | undefined;
  /** How many earlier texts there are: whoever has seen an older one is told so. */
  edits: number;
  quote: { number: number; author: string; text: string } | null;
  mentions: string[];
  origin?: Origin | undefined;
  /** Of one written in Teams: when the newest that was heard of it was done there, by Teams' clock. */
  heardAt?: Date | undefined;
  removed?: Removal | undefined;
};

export type Written = Pick<
  Post,
  "id" | "author" | "language" | "text" | "quote" | "mentions" | "origin" | "heardAt"
>;

export const newPost = (number: number, written: Written, at: Date): Post => ({
  ...written,
  mentions: [...new Set(written.mentions)],
  number,
  at,
  edits: 0,
});

/** Each earlier text is kept, up to so many. */
const mostEdits = 100;

/** Refuses `tooManyEdits`. The same once more changes nothing. */
export function edited(
  post: Post,
  { text, language, mentions }: Pick<Post, "text" | "language" | "mentions">,
  at: Date,
): Post {
  if (post.text === text && post.language === language && post.mentions.join() === mentions.join())
    return post;
  if (post.edits >= mostEdits) throw new Refusal("tooManyEdits", { count: mostEdits });
  return { ...post, text, language, mentions: [...new Set(mentions)], editedAt: at, edits: post.edits + 1 };
}

export const removedPost = (post: Post, removal: Removal): Post =>
  post.removed ? post : { ...post, removed: removal };

export const restoredPost = (post: Post): Post => (post.removed ? { ...post, removed: undefined } : post);

/**
 * Whether words stand in one of the texts, sign by sign but for white space and the marks of Markdown: nobody is quoted with
 * what they did not write. A post is given with its marks and without.
 */
export function stands(words: string, ...texts: string[]): boolean {
  const [asIs, bare] = [spaceless(words), markless(words)];
  return texts.some(
    (text) => spaceless(text).includes(asIs) || (bare !== "" && markless(text).includes(bare)),
  );
}

const spaceless = (text: string): string => text.normalize("NFC").replace(/\s+/gu, "");

/** Without marks where they are nothing else: a star between two digits is a sign of its own. */
const markless = (text: string): string =>
  spaceless(
    text
      .replace(/^[ \t]*(?:>[ \t]?|#{1,6}[ \t])+/gm, "")
      .replace(/(?<![\p{L}\p{N}])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\p{N}])/gu, ""),
  );

/** The row key part of a post's number, in the order of numbers. */
export const padded = (number: number): string => String(number).padStart(8, "0");
