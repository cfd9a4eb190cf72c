import { useRef, useState } from "react";
import { findPeople } from "#features/forum/queries.ts";
import type { Mentions } from "#platform/markdown/use-mentions.ts";
import { mentionsIn } from "./mentions.ts";

/** A field's people to mention, and who of them are in the text in the end. */
export function useMentioning(before: readonly { id: string; name: string | null }[] = []) {
  const known = useRef(new Map(before.flatMap(({ id, name }) => (name ? [[name, id]] : []))));
  const [mentions] = useState<Mentions>(() => ({
    find: async (words) =>
      (await findPeople(words)).map(({ id, name, municipality }) => ({ id, name, about: municipality })),
    chosen: ({ id, name }) => void known.current.set(name, id),
  }));
  return { mentions, mentionsOf: (text: string) => mentionsIn(text, known.current, findPeople) };
}
