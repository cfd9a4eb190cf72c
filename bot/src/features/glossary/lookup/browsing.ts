import { z } from "zod";
import type { Audience } from "#features/glossary/concepts/access.ts";
import { keepingUp } from "#features/glossary/concepts/derived-cache.ts";
import { type Entry, publicEntry } from "#features/glossary/concepts/entry.ts";
import { type Language, languages } from "#features/glossary/contract.ts";
import { localeTags } from "#platform/i18n/texts.ts";
import type { Index } from "#platform/search/search.ts";

/** Where an entry stands in a list: by its best term in the list's language, without one after all others. */
type Place = { isMissing: boolean; term: string; id: string };
type Placed = Place & { entry: Entry };
type Sorted = { places: Placed[] };

/** So many changes are put into a list one by one; more, and the list is sorted anew. */
const fewChanges = 50;

export type Browsing = ReturnType<typeof browsing>;

/** Concepts in alphabetical order, in each language's own. Lists are kept, and follow the index as it changes. */
export function browsing(index: Pick<Index<Entry>, "all">) {
  const lists = new Map<string, (tenantId: string) => Promise<Sorted>>();

  function listFor(language: Language, audience: Audience) {
    const key = `${language} ${audience}`;
    const made = lists.get(key) ?? sortedList(index, language, audience);
    lists.set(key, made);
    return made;
  }

  return {
    /** A page of those that are wanted, how many there are of them, and where the next page begins. */
    async page(
      tenantId: string,
      { audience, language, after, most, isWanted }: Wanted,
    ): Promise<{ entries: Entry[]; total: number; next: string | null }> {
      const { places } = await listFor(language, audience)(tenantId);
      const wanted = places.filter(({ entry }) => isWanted(entry));
      const place = placeIn(after);
      const from = place ? firstAfter(wanted, place, orderIn(language)) : 0;
      const page = wanted.slice(from, from + most);
      const last = wanted.length > from + most ? page.at(-1) : undefined;
      return {
        entries: page.map(({ entry }) => entry),
        total: wanted.length,
        next: last ? cursorOf(last) : null,
      };
    },
  };
}

type Wanted = {
  audience: Audience;
  language: Language;
  after: string | undefined;
  most: number;
  isWanted(entry: Entry): boolean;
};
type Order = (one: Place, other: Place) => number;

function sortedList(index: Pick<Index<Entry>, "all">, language: Language, audience: Audience) {
  const order = orderIn(language);
  const seenBy = (entry: Entry | undefined) =>
    entry && audience === "everybody" ? publicEntry(entry) : entry;
  return keepingUp<Entry, Sorted>(
    index,
    () => ({ places: [] }),
    (sorted, changes) => {
      const gone = new Set(changes.map(({ before }) => seenBy(before)));
      const added = changes.flatMap(({ after }) => placed(seenBy(after), language));
      const kept = sorted.places.filter(({ entry }) => !gone.has(entry));
      sorted.places = added.length > fewChanges ? kept.concat(added).sort(order) : kept;
      if (added.length <= fewChanges)
        for (const each of added) kept.splice(firstAfter(kept, each, order), 0, each);
    },
  );
}

function placed(entry: Entry | undefined, language: Language): Placed[] {
  if (!entry) return [];
  const own = entry.terms[language][0]?.term;
  const term = own ?? languages.map((each) => entry.terms[each][0]?.term).find((each) => each) ?? "";
  return [{ isMissing: own === undefined, term, id: entry.id, entry }];
}

const orders = new Map<Language, Order>();

function orderIn(language: Language): Order {
  const known = orders.get(language);
  if (known) return known;
  const { compare } = new Intl.Collator(localeTags[language], { numeric: true });
  const order: Order = (one, other) =>
    Number(one.isMissing) - Number(other.isMissing) ||
    compare(one.term, other.term) ||
    (one.id < other.id ? -1 : Number(one.id > other.id));
  orders.set(language, order);
  return order;
}

/** The first place in a sorted list that comes after the given one. */
function firstAfter(list: readonly Place[], place: Place, order: Order): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one && order(one, place) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const cursor = z.tuple([z.boolean(), z.string(), z.string()]);

const cursorOf = ({ isMissing, term, id }: Place): string =>
  Buffer.from(JSON.stringify([isMissing, term, id])).toString("base64url");

/** Undefined for what is none of ours: the list then begins anew. */
function placeIn(after: string | undefined): Place | undefined {
  if (after === undefined) return undefined;
  try {
    const [isMissing, term, id] = cursor.parse(JSON.parse(Buffer.from(after, "base64url").toString()));
    return { isMissing, term, id };
  } catch {
    return undefined;
  }
}
