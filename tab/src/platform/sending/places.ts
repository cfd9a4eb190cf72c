import type { PlaceView } from "bot/sending/contract";

export type PlaceGroup = { team: string | null; id: string; places: PlaceView[] };

/** As many as one sending takes. */
export const mostPlaces = 5_000;

/** Places by team, teams and places in the order of the language's letters; chats, which have no team, last. */
export function grouped(places: readonly PlaceView[], words: string, localeTag: string): PlaceGroup[] {
  const { compare } = new Intl.Collator(localeTag, { numeric: true });
  const lower = (text: string) => text.toLocaleLowerCase(localeTag);
  const wanted = lower(words).split(/\s+/);
  const found = places.filter(({ name, team }) => {
    const text = lower(`${team ?? ""} ${name}`);
    return wanted.every((word) => text.includes(word));
  });
  return [...Map.groupBy(found, groupId)]
    .map(([id, inTeam]) => ({
      id,
      team: inTeam[0]?.team ?? null,
      places: inTeam.toSorted((a, b) => compare(a.name, b.name)),
    }))
    .toSorted((a, b) => (a.team === null ? 1 : b.team === null ? -1 : compare(a.team, b.team)));
}

/** Two teams may have one name. */
const groupId = ({ team, teamId }: PlaceView): string => teamId ?? team ?? "";

/** The places chosen once these are chosen too, or no longer. */
export function withPlaces(chosen: readonly string[], ids: readonly string[], on: boolean): string[] {
  const changed = new Set(ids);
  return on ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !changed.has(id));
}

export const placeName = ({ team, name }: Pick<PlaceView, "team" | "name">): string =>
  team ? `${team} › ${name}` : name;
