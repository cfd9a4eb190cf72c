import { z } from "zod";
import { languages, views } from "#features/forum/contract.ts";
import { cursorIn } from "#features/forum/topics/lists.ts";

/* What stands in an address, where anything may stand: what does not fit is as if it were not there. */

type Query = Record<string, string>;

const tag = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const number = z.coerce.number().int().min(1).max(99_999_999);

export function listAsked(query: Query) {
  const { view, tag: tagged, after } = query;
  return {
    view: z.enum(views).catch("all").parse(view),
    tag: tag.safeParse(tagged).data,
    languages: languagesAsked(query),
    after: cursorIn(after),
  };
}

export function searchAsked(query: Query) {
  return {
    words: (query.q ?? "").slice(0, 200),
    tag: tag.safeParse(query.tag).data,
    languages: languagesAsked(query),
    skip: number.max(1_000).safeParse(query.after).data ?? 0,
  };
}

function languagesAsked(query: Query) {
  const asked = (query.languages ?? "").split(",");
  const known = languages.filter((language) => asked.includes(language));
  return known.length > 0 ? known : undefined;
}

/** Where a page begins, where it is asked for. */
export const fromAsked = (query: Query): number | undefined => number.safeParse(query.from).data;

/** A post's number; 0, which no post has, for anything else. */
export const numberAsked = (params: Record<string, string>): number =>
  number.safeParse(params.number).data ?? 0;
