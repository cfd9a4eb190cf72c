import { expect, test } from "vitest";
import type { Locale } from "#platform/i18n/texts.ts";
import type { PlaceView } from "#platform/sending/contract.ts";
import { rosterOf } from "#platform/teams/memberships.ts";
import type { Place } from "#platform/teams/turn.ts";
import { anna, chat, testApp } from "#test/harness/harness.ts";

const { tenantId, serviceUrl } = chat;
const school = "19:skolan@thread.tacv2";
const other = "19:annan@thread.tacv2";
const economy = "19:ekonomi@thread.tacv2";
const groupId = "f1a2b3c4-0d5e-4f60-8a71-92b3c4d5e6f7";

/** As Teams sends the place where the bot is installed: the team's first channel has no name. */
const first = (teamId: string, teamName: string): Place => ({
  tenantId,
  id: teamId,
  scope: "channel",
  serviceUrl,
  name: "",
  teamId,
  teamName,
});
const group = (id: string): Place => ({ ...chat, id, scope: "group" });
const channels = [
  { id: school, name: "" },
  { id: economy, name: "Ekonomi" },
];

async function begin() {
  const app = await testApp("2026-11-30T10:00:00Z");
  const list = async (locale: Locale = "sv") => {
    const answer = await app.ask(anna, ["Organiser"], "GET", "/surveys/places", undefined, locale);
    return (answer as { places: PlaceView[] }).places;
  };
  const names = async (locale?: Locale) =>
    (await list(locale)).map(({ team, name }) => [team, name].join(" › ")).toSorted();
  return { app, list, names };
}

test("every channel of the team where the bot is installed can be chosen, the first by its name in each language", async () => {
  const { app, names } = await begin();
  app.teams.teamsTold.set(school, { teamName: "Skolteamet", groupId, channels });

  await app.tell({ kind: "added", place: first(school, "Skolteamet") });

  expect(await names("sv")).toEqual(["Skolteamet › Allmänt", "Skolteamet › Ekonomi"]);
  expect(await names("fi")).toEqual(["Skolteamet › Ekonomi", "Skolteamet › Yleinen"]);
  expect(await names("en")).toEqual(["Skolteamet › Ekonomi", "Skolteamet › General"]);
  expect(app.teams.teamsAsked).toEqual([school]);
});

test("people of a channel that Teams calls a standard one are asked of its team, once for all of them", async () => {
  const { app } = await begin();
  const standard = channels.map((channel) => ({ ...channel, channelType: "standard" as const }));
  app.teams.teamsTold.set(school, { teamName: "Skolteamet", groupId, channels: standard });

  await app.tell({ kind: "added", place: first(school, "Skolteamet") });

  const known = await app.places.all(tenantId);
  expect(known.map(rosterOf)).toEqual([school, school]);
});

test("where Teams does not tell the channels, what is known stays, and it is asked again later", async () => {
  const { app, names } = await begin();

  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  expect(await names()).toEqual(["Skolteamet › Allmänt"]);
  await names();
  expect(app.teams.teamsAsked).toEqual([school]);

  app.teams.teamsTold.set(school, { channels });
  app.setTime("2026-11-30T10:06:00Z");
  expect(await names()).toEqual(["Skolteamet › Allmänt", "Skolteamet › Ekonomi"]);
});

test("a channel that is known by its id alone gets its name and its team's when somebody looks", async () => {
  const { app, names } = await begin();
  const { teamName: _, ...nameless } = { ...first(school, ""), id: economy };
  await app.tell({ kind: "seen", place: nameless });
  expect(await names()).toEqual(["Team utan namn › Kanal utan namn"]);

  app.teams.teamsTold.set(school, { teamName: "Skolteamet", channels });
  app.setTime("2026-11-30T10:06:00Z");

  expect(await names()).toEqual(["Skolteamet › Allmänt", "Skolteamet › Ekonomi"]);
});

test("a renamed team has its new name in all its channels", async () => {
  const { app, names } = await begin();
  app.teams.teamsTold.set(school, { teamName: "Skolteamet", channels });
  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  app.teams.teamsTold.clear();

  await app.tell({ kind: "seen", isWholeTeam: true, place: first(school, "Bildningsteamet") });

  expect(await names()).toEqual(["Bildningsteamet › Allmänt", "Bildningsteamet › Ekonomi"]);
});

test("where channels remember several names of their team, Teams is asked, and else each keeps its own", async () => {
  const { app, names } = await begin();
  await app.tell({ kind: "seen", place: first(school, "Bildningsteamet") });
  const before = { ...first(school, "Skolteamet"), id: economy, name: "Ekonomi" };
  await app.tell({ kind: "seen", place: before });
  expect(await names()).toEqual(["Bildningsteamet › Allmänt", "Skolteamet › Ekonomi"]);

  app.teams.teamsTold.set(school, { teamName: "Bildningsteamet", groupId, channels });
  app.setTime("2026-11-30T10:06:00Z");
  expect(await names()).toEqual(["Bildningsteamet › Allmänt", "Bildningsteamet › Ekonomi"]);
  expect((await app.places.all(tenantId)).map((place) => place.groupId)).toEqual([groupId, groupId]);
});

test("a team that comes back does so with all its channels", async () => {
  const { app, names } = await begin();
  app.teams.teamsTold.set(school, { teamName: "Skolteamet", channels });
  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  await app.tell({ kind: "removed", isWholeTeam: true, place: first(school, "Skolteamet") });
  expect(await names()).toEqual([]);

  await app.tell({ kind: "seen", isWholeTeam: true, place: first(school, "Skolteamet") });

  expect(await names()).toEqual(["Skolteamet › Allmänt", "Skolteamet › Ekonomi"]);
});

test("an archived team is known as one in all its channels, until it is brought back", async () => {
  const { app } = await begin();
  app.teams.teamsTold.set(school, { teamName: "Skolteamet", groupId, channels });
  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  const archived = async () => (await app.places.all(tenantId)).map(({ isArchived }) => isArchived);

  await app.tell({
    kind: "seen",
    isWholeTeam: true,
    place: { ...first(school, "Skolteamet"), isArchived: true },
  });
  expect(await archived()).toEqual([true, true]);

  await app.tell({
    kind: "seen",
    isWholeTeam: true,
    place: { ...first(school, "Skolteamet"), isArchived: false },
  });
  expect(await archived()).toEqual([false, false]);
});

test("a channel that the bot has left goes alone; its language and the others stay", async () => {
  const { app, names } = await begin();
  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  const inSchool = { ...first(school, "Skolteamet"), id: economy, name: "Ekonomi" };
  await app.tell({ kind: "seen", place: inSchool });

  await app.tell({ kind: "removed", place: inSchool });

  expect(await names()).toEqual(["Skolteamet › Allmänt"]);
});

test("two teams of one name are two", async () => {
  const { app, list } = await begin();
  await app.tell({ kind: "added", place: first(school, "Skolteamet") });
  await app.tell({ kind: "added", place: first(other, "Skolteamet") });

  expect((await list()).map(({ team, teamId }) => [team, teamId])).toEqual([
    ["Skolteamet", other],
    ["Skolteamet", school],
  ]);
});

test("a chat without a title is called by those in it, or by what it is", async () => {
  const { app, names } = await begin();
  const member = (name: string) => ({
    id: name.startsWith("Anna") ? anna.id : name,
    userId: `29:${name}`,
    name,
  });
  app.teams.members.set("19:lunch", ["Anna Andersson", "Bo Berg", "Cecilia Ek", "Dan Frisk"].map(member));
  app.teams.members.set("a:anna", [member("Anna Andersson")]);
  await app.tell({ kind: "seen", place: group("19:lunch") });
  await app.tell({ kind: "seen", place: group("19:okand") });
  await app.say(anna, "hej", { ...chat, id: "a:anna" });

  expect(await names("sv")).toEqual(
    ["Anna Andersson", "Anna, Bo, Cecilia +1", "Gruppchatt"].map((name) => ` › ${name}`),
  );
  expect(await names("fi")).toContain(" › Ryhmäkeskustelu");
});

test("so much of Teams is asked at a time, however many teams there are", async () => {
  const { app, list } = await begin();
  for (let number = 10; number < 35; number++)
    await app.tell({ kind: "seen", place: first(`19:team${number}`, `Team ${number}`) });

  await list();
  expect(app.teams.teamsAsked).toHaveLength(10);
  await list();
  await list();
  await list();
  expect(new Set(app.teams.teamsAsked).size).toBe(25);
  expect(app.teams.teamsAsked).toHaveLength(25);
});
