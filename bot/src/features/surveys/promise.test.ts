import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { has, type Role } from "#platform/auth/role.ts";
import { type Locale, locales } from "#platform/i18n/texts.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { bo, channel, respondent, stranger, type TestApp, testApp } from "#test/harness/harness.ts";
import { monday, organise, posted, threeLanguages } from "#test/harness/surveys.ts";
import { type Draft, type Kind, kinds, type Results } from "./contract.ts";

/*
 * What a card says of who sees what, against who does. The promise is read off the cards that people are shown, in each
 * language; the access is read off the API. Neither side of a comparison is written down here but for what a phrase means.
 */

/** What the phrases of a card promise. A sentence that is not made of them promises something that nobody has checked. */
const phrases: Record<
  Locale,
  { names: RegExp; organiser: RegExp; admin: RegExp; reader: RegExp; all: RegExp; nobody: RegExp }
> = {
  sv: {
    names: /^Namnen och vad var och en har svarat /,
    organiser: /arrangören som har gjort enkäten/,
    admin: /Kommunpuls administratörer/,
    reader: /de mottagare som har rätt att läsa resultat eller göra enkäter i Kommunpuls/,
    all: /alla som fick enkäten/,
    nobody: /inga andra/i,
  },
  fi: {
    names: /^Nimet ja yksittäiset vastaukset /,
    organiser: /kyselyn laatinut järjestäjä/,
    admin: /Kommunpulsin ylläpitäjät/,
    reader: /ne vastaanottajat, joilla on oikeus lukea tuloksia tai tehdä kyselyitä Kommunpulsissa/,
    all: /kaikki kyselyn saaneet/,
    nobody: /(eivät muut|Muut eivät)/,
  },
  en: {
    names: /^Names and individual answers /,
    organiser: /the organiser who made the survey/,
    admin: /the administrators of Kommunpuls/,
    reader: /those who got the survey and may read results or make surveys in Kommunpuls/,
    all: /everybody who got the survey/,
    nobody: /nobody else/i,
  },
};

/** Where a promise goes on to another time: what is said before it is for while the survey is open. */
const later: Record<Locale, RegExp> = {
  sv: /När svaren är räknade/,
  fi: /Kun vastaukset on laskettu/,
  en: /Once the answers have been counted/,
};

type Seen = { organiser: boolean; admin: boolean; reader: boolean; all: boolean };
type Promised = { names: Seen; open: Seen; after: Seen };
const nobody: Seen = { organiser: false, admin: false, reader: false, all: false };

/** What the lines of a card promise. */
function promiseOf(lines: string[], locale: Locale): Promised {
  const say = phrases[locale];
  const told = lines.flatMap((line) => line.split("\n")).filter((line) => say.organiser.test(line));
  const seenIn = (text: string): Seen => ({
    organiser: say.organiser.test(text),
    admin: say.admin.test(text),
    // Everybody who got it is the readers among them too.
    reader: say.reader.test(text) || say.all.test(text),
    all: say.all.test(text),
  });
  const whole = told.join(" ");
  // A card may say both in one text block: the sentence of names ends with its "nobody else".
  const names =
    /^(?:.*?)(?:inga andra|eivät muut|nobody else)\. ?/.exec(say.names.test(whole) ? whole : "")?.[0] ?? "";
  const rest = whole.slice(names.length);
  expect(say.nobody.test(rest), `${locale}: ${rest}`).toBe(true);
  const [before = "", after] = rest.split(later[locale]);
  const first = seenIn(before);
  const then = seenIn(after ?? before);
  // Whoever may see the figures while it is open sees them after that too.
  const both: Seen = after === undefined ? then : { ...first, all: then.all };
  return {
    names: names === "" ? nobody : seenIn(names),
    open: after === undefined ? then : first,
    after: both,
  };
}

const privateOne: Place = { ...channel, id: "19:private@thread.tacv2", channelType: "private" };
const sharedOne: Place = { ...channel, id: "19:shared@thread.tacv2", channelType: "shared" };
const unknownOne: Place = (({ channelType: _, ...place }) => ({ ...place, id: "19:unknown@thread.tacv2" }))(
  channel,
);
const placesToTry = { standard: channel, private: privateOne, shared: sharedOne, "not told": unknownOne };

/* Who is where: of the team (and so of a standard channel), of the channel itself, of neither; each in every role. */
const inTeam = respondent(51);
const inChannel = respondent(52);
const outside = respondent(53);
const left = respondent(54);
const roleSets: Role[][] = [[], ["Reader"], ["Organiser"], ["Admin"]];

type Viewer = { who: Person; roles: Role[]; isRecipient: boolean; called: string };

function viewersOf(place: Place): Viewer[] {
  const people: [Person, string, boolean][] = [
    [inTeam, "of the team", place.channelType === "standard"],
    [inChannel, "of the channel", true],
    [outside, "outside", false],
    [left, "who has left", false],
    [stranger, "of another tenant", false],
  ];
  const others = people.flatMap(([who, called, isRecipient]) =>
    roleSets.map((roles) => ({ who, roles, isRecipient, called: `${roles[0] ?? "nobody"} ${called}` })),
  );
  // The owner, also without belonging there any more.
  return [...others, { who: bo, roles: ["Organiser"], isRecipient: false, called: "owner" }];
}

async function survey(app: TestApp, place: Place, draft: Draft): Promise<string> {
  const member = ({ id, name }: Person) => ({ id, userId: `29:${name}`, name });
  await app.places.remember(place);
  const roster = place.channelType === "standard" ? (place.teamId ?? "") : place.id;
  app.teams.members.set(place.teamId ?? "", [member(inTeam)]);
  app.teams.members.set(roster, [
    ...(app.teams.members.get(roster) ?? []),
    ...[inChannel, left, bo].map(member),
  ]);
  const id = crypto.randomUUID();
  await app.ask(bo, ["Organiser"], "POST", "/surveys", { id, draft });
  const sending = { id: crypto.randomUUID(), placeIds: [place.id], at: null, evenIfFew: true };
  await app.ask(bo, ["Organiser"], "POST", `/surveys/${id}/sendings`, sending);
  await app.work();
  return id;
}

/** What somebody gets: nothing (null), or a release, and whether it has names. */
async function seenBy(app: TestApp, id: string, { who, roles }: Viewer) {
  const results = (await app.ask(who, roles, "GET", `/surveys/${id}/results`).catch((error: Error) => {
    expect(error.message).toBe("unknownSurvey");
    return null;
  })) as Results | null;
  const csv = await app.ask(who, roles, "GET", `/surveys/${id}/results.csv`).catch(() => null);
  if (results === null || results.release === null) expect(csv).toBeNull();
  else expect(csv).not.toBeNull();
  const { surveys } = (await app.ask(who, roles, "GET", "/surveys")) as {
    surveys: { id: string; may: { readResults: boolean } }[];
  };
  // What is listed is what may be read, and the other way round.
  expect(surveys.some((row) => row.id === id && row.may.readResults)).toBe(results !== null);
  const text = JSON.stringify(results);
  return {
    results: results !== null,
    release: results?.release ?? null,
    hasNames: text.includes("Respondent 7"),
  };
}

/** Whether a promise means this viewer. */
function isMeant(seen: Seen, { who, roles, isRecipient, called }: Viewer): boolean {
  if (who.tenantId !== bo.tenantId) return false;
  if (called === "owner") return seen.organiser;
  if (has(roles, "Admin")) return seen.admin;
  if (!isRecipient) return false;
  return seen.all || (seen.reader && has(roles, "Reader"));
}

const cases = kinds.flatMap((kind) =>
  [false, true].flatMap((shared) =>
    Object.entries(placesToTry).map(([type, place]): [Kind, boolean, string, Place] => [
      kind,
      shared,
      type,
      place,
    ]),
  ),
);

test.for(cases)(
  "of a %s survey, shared %s, in a channel of type %s, those see what the cards say, and nobody else",
  async ([kind, shared, , place]) => {
    const app = await testApp(monday);
    const id = await survey(app, place, { ...threeLanguages, kind, shared });
    const cardIn = async (language: Locale) =>
      (await app.read(outside, "surveys/show", { survey: id, language }, place)).split("\n");
    const thanksIn = async (language: Locale) => {
      const data = { survey: id, language, question: "vecka", value: "3" };
      return (await app.read(respondent(7), "surveys/answer", data, place)).split("\n");
    };
    const promises = new Map<string, Promised>();
    for (const language of locales) {
      promises.set(`card in ${language}`, promiseOf(await cardIn(language), language));
      promises.set(`thanks in ${language}`, promiseOf(await thanksIn(language), language));
    }
    const [promised = { names: nobody, open: nobody, after: nobody }] = promises.values();
    for (const [where, each] of promises) expect(each, where).toEqual(promised);
    expect(promised.names).toEqual(kind === "signed" ? { ...nobody, organiser: true, admin: true } : nobody);

    for (let number = 8; number < 14; number++)
      await app.press(
        respondent(number),
        "surveys/answer",
        { survey: id, question: "vecka", value: "4" },
        place,
      );
    // They leave: of the channel, and of the team.
    for (const [conversation, members] of app.teams.members)
      app.teams.members.set(
        conversation,
        members.filter((member) => member.id !== left.id && member.id !== bo.id),
      );

    app.setTime("2026-11-23T08:00:20Z");
    await app.work();
    for (const viewer of viewersOf(place)) {
      const seen = await seenBy(app, id, viewer);
      const isMeantNow = isMeant(kind === "live" ? promised.open : { ...promised.open, all: false }, viewer);
      expect(seen.results, `open, ${viewer.called}`).toBe(isMeantNow);
      // Nobody sees a figure before it has closed, of a signed one but for who sees the names.
      if (kind !== "live" && !isMeant(promised.names, viewer)) expect(seen.release).toBeNull();
      expect(seen.hasNames, `open, ${viewer.called}`).toBe(
        isMeant(promised.names, viewer) && seen.release !== null,
      );
    }

    await app.ask(bo, ["Organiser"], "POST", `/surveys/${id}/closure`);
    await app.work();
    for (const language of locales) {
      const closed = (await app.read(outside, "surveys/show", { survey: id, language }, place)).split("\n");
      expect(promiseOf(closed, language), `closed in ${language}`).toEqual({
        ...promised,
        open: promised.after,
      });
    }
    for (const viewer of viewersOf(place)) {
      const seen = await seenBy(app, id, viewer);
      expect(seen.results, `released, ${viewer.called}`).toBe(isMeant(promised.after, viewer));
      expect(seen.hasNames, `released, ${viewer.called}`).toBe(isMeant(promised.names, viewer));
    }
  },
);

test.for(kinds)("of a draft of a %s survey nobody sees anything but who organises it", async (kind) => {
  const app = await testApp(monday);
  const { id } = await organise(app).write({ ...threeLanguages, kind, shared: true });
  app.teams.members.set(channel.teamId ?? "", [{ id: inChannel.id, userId: "29:c", name: "" }]);

  for (const roles of roleSets.filter((each) => !each.includes("Admin"))) {
    await expect(app.ask(inChannel, roles, "GET", `/surveys/${id}/results`)).rejects.toThrow("unknownSurvey");
    expect(await app.ask(inChannel, roles, "GET", "/surveys")).toEqual({ surveys: [] });
  }
});

test("the names of a survey stay with who organises it, also for whoever has been given more since", async () => {
  const app = await testApp(monday);
  const id = await posted(app, { ...threeLanguages, kind: "signed", shared: true });
  await app.press(respondent(7), "surveys/answer", { survey: id, question: "vecka", value: "3" });
  await organise(app).close(id);
  await app.work();
  app.teams.members.set(channel.teamId ?? "", [{ id: bo.id, userId: "29:bo", name: "Bo" }]);

  const read = async (roles: Role[]) =>
    ((await app.ask(bo, roles, "GET", `/surveys/${id}/results`)) as Results).release?.signed;
  expect(await read([])).toBeNull();
  expect(await read(["Reader"])).toBeNull();
  expect(await read(["Organiser"])).toBeNull();
  expect(await read(["Admin"])).toHaveLength(1);
});

test("the tab says who sees what in the words of the card", () => {
  const read = (path: string, language: string): Record<string, string> =>
    JSON.parse(readFileSync(new URL(`${path}/${language}.json`, import.meta.url), "utf8"));
  for (const language of locales) {
    const card = read("./texts", language);
    const tab = read("../../../../tab/src/features/surveys/texts", language);
    for (const what of ["names", "organisers", "shared", "early"])
      expect(tab[`sees.${what}`], `${what} in ${language}`).toBe(card[`card.sees.${what}`]);
    // Nobody is told the name of a role.
    for (const text of Object.values(card)) expect(text).not.toMatch(/\b(Reader|Organiser|Admin)\b/);
  }
});
