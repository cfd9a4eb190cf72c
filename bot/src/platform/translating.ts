import { z } from "zod";
import type { Role } from "#platform/auth/role.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Person } from "#platform/teams/turn.ts";

/* What features whose texts are translated, and the one that has them translated, know of each other. */

export type Viewer = Person & { roles: Role[] };

/** One text in every language; "" where it is not written. */
export type SourceText = {
  /** Stays with the text for as long as it is there, such as "q:trust:low". */
  key: string;
  /** What it is, as a text key of the translations feature, such as "question" with its number. */
  about: { key: string; values: Record<string, number> };
  words: Record<Locale, string>;
  /** The longest it may be in any language, in characters. */
  most: number;
};

export type Source = { title: Record<Locale, string>; languages: readonly Locale[]; texts: SourceText[] };

/** One translated text on its way back: what it was translated from, and what stands in its place as far as is known. */
export type Part = { source: string; standing: string; text: string };
export type Filling = { from: Locale; to: Locale; parts: Record<string, Part> };

/** Texts of a feature that can be translated, by what they belong to. */
export type Translatable = {
  /** Undefined where there is nothing (any more) to translate. */
  find(tenantId: string, id: string): Promise<Source | undefined>;
  /**
   * Writes what is translated and tells the keys that it left alone: where the source is another by now, or something
   * else than `standing` stands in the text's place. Repeating it changes nothing.
   */
  fill(tenantId: string, id: string, filling: Filling): Promise<string[]>;
  mayOrder(viewer: Viewer, id: string): Promise<boolean>;
  /** Its page in the tab. */
  path(id: string): string;
};

/**
 * Writes what is translated into the texts' own words, which must be a copy: only where the source is still what was
 * translated, and nothing but "", `standing` or the same translation stands there. Gives back the keys left alone.
 */
export function fillInto(texts: readonly SourceText[], { from, to, parts }: Filling): string[] {
  const places = new Map(texts.map(({ key, words }) => [key, words]));
  return Object.entries(parts).flatMap(([key, { source, standing, text }]) => {
    const words = places.get(key);
    const isFree = words !== undefined && ["", standing, text].includes(words[to].trim() && words[to]);
    if (!isFree || words[from] !== source) return [key];
    words[to] = text;
    return [];
  });
}

export const orderInput = z.strictObject({
  to: z
    .array(z.enum(["sv", "fi", "en"]))
    .min(1)
    .max(2),
  neededBy: z.iso.datetime().nullable(),
  note: z.string().max(500),
});
export type OrderInput = z.infer<typeof orderInput>;

/** How one asks for a translation, of things of one kind. */
export type Translating = {
  order(viewer: Viewer, id: string, input: OrderInput): Promise<unknown>;
  states(viewer: Viewer, id: string): Promise<unknown>;
};

type Ports = Translating & {
  /** What the texts belong to, such as "/surveys/:id". */
  path: string;
  /** What is meant, for whoever organises it; for anybody else it throws NotFound. */
  idFor(asked: Pick<Asked, "person" | "params">): Promise<string>;
};

/** How a text's translations stand, and how one asks for them: the same wherever texts are written. */
export const translationRoutes = ({ path, idFor, order, states }: Ports): Route[] => [
  route({
    method: "GET",
    path: `${path}/translations`,
    about: "How the translations of its texts stand, and which languages could be asked for.",
    role: "Organiser",
    handle: async (asked) => states(asked.person, await idFor(asked)),
  }),
  route({
    method: "POST",
    path: `${path}/translations`,
    about: "Asks the network for what is missing in a language. Asking again gives the same order.",
    role: "Organiser",
    input: orderInput,
    handle: async (asked) => order(asked.person, await idFor(asked), asked.input),
  }),
];
