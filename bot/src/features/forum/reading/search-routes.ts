import type { Hit, Hits, Mentionable } from "#features/forum/contract.ts";
import { limits } from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import { excerptOf, type Searching } from "#features/forum/search/topic-search.ts";
import type { Lists } from "#features/forum/topics/lists.ts";
import { type Route, route } from "#platform/feature.ts";
import { type Clock, isFresh, later, minutes } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import { searchAsked } from "./list-query.ts";
import type { Views } from "./topic-view.ts";

export type Listed = { id: string; name: string; profile: { municipality: string } };

type Ports = {
  access: Access;
  searching: Searching;
  lists: Lists;
  views: Views;
  members(tenantId: string): AsyncIterable<Listed>;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  clock: Clock;
};

const mostExcerpt = 240;
const mostPeople = 10;
const maxAgeMs = minutes(1);

/** Search over all posts, and the people whom one can mention. */
export function searchApi({ access, searching, lists, views, members, memberNames, clock }: Ports): Route[] {
  // Asked with each letter that somebody types.
  const known = bounded<{ people: Mentionable["people"]; until: Date }>(50);

  async function everybody(tenantId: string): Promise<Mentionable["people"]> {
    const cached = known.get(tenantId);
    if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.people;
    const people: Mentionable["people"] = [];
    for await (const { id, name, profile } of members(tenantId))
      people.push({ id, name, municipality: profile.municipality });
    known.set(tenantId, { people, until: later(clock.now(), maxAgeMs) });
    return people;
  }

  return [
    route({
      method: "GET",
      path: "/forum/search",
      about: "Posts that a few words are found in, best first; 20 a page.",
      role: "anyone",
      async handle({ person, query }): Promise<Hits> {
        const viewer = await access.mustBeMember(person);
        const { words, tag, languages, skip } = searchAsked(query);
        const found = await searching.search(viewer.tenantId, words, {
          limit: limits.page + 1,
          skip,
          isWanted: (post) =>
            (!tag || post.tags.includes(tag)) && (!languages || languages.includes(post.language)),
        });
        const page = found.slice(0, limits.page);
        const by = await views.authors(
          viewer,
          page.map(({ document }) => document.author),
        );
        const hits = await Promise.all(
          page.map(async ({ document, matched }): Promise<Hit | undefined> => {
            const { topicId, number, text, author, at } = document;
            const topic = await lists.entry(viewer.tenantId, topicId);
            if (!topic || topic.isRemoved) return undefined;
            const { id, title, tags, language, isSolved, closedAt } = topic;
            const excerpt = excerptOf(text, matched, mostExcerpt);
            const shown = { id, title, tags, language, isSolved, closedAt };
            return { topic: shown, number, author: by(author), at, excerpt, matched };
          }),
        );
        return {
          hits: hits.filter((hit) => hit !== undefined),
          next: found.length > limits.page ? String(skip + limits.page) : null,
        };
      },
    }),
    route({
      method: "GET",
      path: "/forum/people",
      about: "Members whose name, or a part of it, begins with some letters, to be mentioned.",
      role: "anyone",
      async handle({ person, query }): Promise<Mentionable> {
        const { tenantId } = await access.mustBeMember(person);
        const sought = folded(query.q ?? "").slice(0, 100);
        const found = (await everybody(tenantId))
          .filter(({ name }) => folded(` ${name}`).includes(` ${sought}`))
          .slice(0, mostPeople);
        // They may have left since all were asked for.
        const present = await memberNames(
          tenantId,
          found.map(({ id }) => id),
        );
        return { people: found.filter(({ id }) => present.has(id)) };
      },
    }),
  ];
}

/** "Öst" and "ost" are the same to whoever is in a hurry. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
