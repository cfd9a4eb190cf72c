import { type PlaceView, placeIds } from "bot/sending/contract";
import { expect, test } from "vitest";
import { grouped, mostPlaces, withPlaces } from "./places.ts";

const place = (name: string, team: string | null): PlaceView => ({
  id: `${team}/${name}`,
  name,
  team,
  scope: "channel",
  locale: null,
});
const places = [
  place("Östra", "Översättare"),
  place("Anna", null),
  place("Allmänt", "Översättare"),
  place("Allmänt", "Borgå"),
];

test("numbers in names are in their own order", () => {
  const groups = grouped([place("Kanal 10", null), place("Kanal 9", null)], "", "sv-FI");

  expect(groups.flatMap(({ places }) => places.map(({ name }) => name))).toEqual(["Kanal 9", "Kanal 10"]);
});

test("places are grouped by team, å ä ö last, chats after the teams", () => {
  const groups = grouped(places, "", "sv-FI").map(({ team, places }) => [
    team,
    places.map(({ name }) => name),
  ]);

  expect(groups).toEqual([
    ["Borgå", ["Allmänt"]],
    ["Översättare", ["Allmänt", "Östra"]],
    [null, ["Anna"]],
  ]);
});

test("two teams of one name are two groups", () => {
  const inTeam = (teamId: string) => ({ ...place(`Ekonomi ${teamId}`, "Skolan"), teamId });
  const groups = grouped([inTeam("1"), inTeam("2"), inTeam("1")], "", "sv-FI");

  expect(groups.map(({ team, places }) => [team, places.length])).toEqual([
    ["Skolan", 2],
    ["Skolan", 1],
  ]);
});

test("words are looked for in team and name alike, in any order", () => {
  const names = (words: string) =>
    grouped(places, words, "sv-FI").flatMap(({ places }) => places.map(({ id }) => id));

  expect(names("allm över")).toEqual(["Översättare/Allmänt"]);
  expect(names("nowhere")).toEqual([]);
});

test("a team is chosen once however often, and let go without touching the others", () => {
  const chosen = withPlaces(["a", "b"], ["b", "c"], true);

  expect(chosen).toEqual(["a", "b", "c"]);
  expect(withPlaces(chosen, ["b", "c"], false)).toEqual(["a"]);
});

test("as many places can be chosen as the server takes at once", () => {
  const isTaken = (count: number) => placeIds.safeParse(Array(count).fill("p")).success;

  expect([isTaken(mostPlaces), isTaken(mostPlaces + 1)]).toEqual([true, false]);
});
