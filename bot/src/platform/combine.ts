import type { Feature } from "./feature.ts";

/** What a noun adds to its feature. It may hand out more than that, for the nouns to its right. */
export type Part = Omit<Feature, "name" | "texts">;

/** The parts of a feature as one. A name that two of them give is a mistake of ours, told when the app starts. */
export function combine(...parts: Part[]): Part {
  const listeners = parts.flatMap(({ hears }) => hears ?? []);
  return {
    commands: merged(parts, "commands"),
    actions: merged(parts, "actions"),
    dialogs: merged(parts, "dialogs"),
    lookUps: merged(parts, "lookUps"),
    messageActions: merged(parts, "messageActions"),
    jobs: merged(parts, "jobs"),
    messages: merged(parts, "messages"),
    linkPreviews: parts.flatMap(({ linkPreviews }) => linkPreviews ?? []),
    routes: parts.flatMap(({ routes }) => routes ?? []),
    openRoutes: parts.flatMap(({ openRoutes }) => openRoutes ?? []),
    ...(listeners.length > 0 && {
      async hears(said, place) {
        // One that fails keeps nothing from the others.
        const heard = await Promise.allSettled(listeners.map(async (hear) => hear(said, place)));
        for (const each of heard) if (each.status === "rejected") throw each.reason;
      },
    }),
  };
}

type Kind = "commands" | "actions" | "dialogs" | "lookUps" | "messageActions" | "jobs" | "messages";

function merged<K extends Kind>(parts: readonly Part[], kind: K): NonNullable<Part[K]> {
  const entries = parts.flatMap((part) => Object.entries(part[kind] ?? {}));
  const names = entries.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`Two parts of a feature have "${twice}" among their ${kind}.`);
  // Each entry came from this kind of a part.
  return Object.fromEntries(entries) as NonNullable<Part[K]>;
}
