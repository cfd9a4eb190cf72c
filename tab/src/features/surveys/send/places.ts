import type { PlaceView } from "bot/surveys/contract";

export type PlaceGroup = { team: string | null; places: PlaceView[] };

/** Places by team, teams and places in the order of the language's letters; chats, which have no team, last. */
export function grouped(places: readonly PlaceView[], words: string, localeTag: string): PlaceGroup[] {
  const compare = new Intl.Collator(localeTag).compare;
  const lower = (text: string) => text.toLocaleLowerCase(localeTag);
  const wanted = lower(words).split(/\s+/);
  const found = places.filter(({ name, team }) =>
    wanted.every((word) => lower(`${team ?? ""} ${name}`).includes(word)),
  );

  const teams = new Map<string | null, PlaceView[]>();
  for (const place of found) teams.set(place.team, [...(teams.get(place.team) ?? []), place]);
  return [...teams]
    .map(([team, inTeam]) => ({ team, places: inTeam.toSorted((a, b) => compare(a.name, b.name)) }))
    .toSorted((a, b) => (a.team === null ? 1 : b.team === null ? -1 : compare(a.team, b.team)));
}
