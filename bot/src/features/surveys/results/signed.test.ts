import { expect, test } from "vitest";
import type { Draft, Question, Results } from "#features/surveys/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, bo, channel, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { friday, monday, organise, posted } from "#test/harness/surveys.ts";

const inAll = (text: string) => ({ sv: text, fi: text, en: text });
const asked = (id: string) => ({ id, text: inAll(id), required: false, dontKnow: true });
const questions: Question[] = [
  { ...asked("chef"), type: "scale", low: inAll("svag"), high: inAll("stark") },
  { ...asked("andring"), type: "change" },
  { ...asked("onskan"), type: "text" },
];
const draft: Draft = {
  kind: "signed",
  languages: ["sv", "fi", "en"],
  title: inAll("Om chefen"),
  intro: inAll(""),
  questions,
  backgrounds: [
    {
      id: "roll",
      text: inAll("Roll"),
      choices: [
        { id: "direktor", text: inAll("Direktör") },
        { id: "ovriga", text: inAll("Övriga") },
      ],
    },
  ],
  segmentBy: "roll",
  closesAt: friday,
  audience: null,
  shared: true,
};

const viewers: [string, Person, Role[], "names" | "figures"][] = [
  ["an organiser", anna, ["Organiser"], "names"],
  ["an administrator", respondent(90), ["Admin", "Organiser"], "names"],
  ["a reader of the team", respondent(91), ["Reader"], "figures"],
  ["another organiser of the team", respondent(92), ["Organiser"], "figures"],
  ["a respondent", respondent(1), [], "figures"],
];

test("of a signed survey only its organisers see names, others byte for byte what a sealed one would tell", async () => {
  const { app, signed, sealed } = await held();

  for (const [who, person, roles, sees] of viewers) {
    const [own, same] = [await read(app, signed, person, roles), await read(app, sealed, person, roles)];
    if (sees === "figures") {
      expect(JSON.stringify(own.release), who).toBe(JSON.stringify(same.release));
      expect(JSON.stringify(own), who).not.toContain("Respondent");
    } else {
      expect(own.release?.signed, who).toHaveLength(7);
      expect(own.release?.questions[0]?.tables[0]?.blocks[0], who).toMatchObject({
        groups: ["direktor"],
        figures: { n: 1, mean: { value: 1 } },
      });
      expect(own.release?.questions[2]?.comments, who).toMatchObject({ shown: true });
    }
  }
});

test("one who is alone in a group, and what few wrote, are told to nobody but the organisers", async () => {
  const { app, signed } = await held();

  const { release } = await read(app, signed, respondent(1), []);

  expect(release?.rules).toMatchObject({ ratings: 5, comments: 10 });
  expect(release?.leaves.flatMap(({ blocks }) => blocks).every(({ n }) => n >= 5)).toBe(true);
  for (const { tables, comments } of release?.questions ?? []) {
    expect(tables.flatMap(({ blocks }) => blocks).every(({ figures }) => figures.n >= 5)).toBe(true);
    expect(comments?.shown ?? false).toBe(false);
  }
  expect(JSON.stringify(release)).not.toContain("kommentar");
});

test("the table to save is made of what its reader sees", async () => {
  const { app, signed, sealed } = await held();
  const tableOf = async (id: string, person: Person, roles: Role[]) =>
    ((await app.ask(person, roles, "GET", `/surveys/${id}/results.csv`)) as { text: string }).text;

  for (const [who, person, roles, sees] of viewers) {
    const [own, same] = [await tableOf(signed, person, roles), await tableOf(sealed, person, roles)];
    if (sees === "names") expect(own, who).toContain("Respondent 1");
    else expect(figuresOf(own, signed), who).toEqual(figuresOf(same, sealed));
  }
});

test("while it is open its organisers see all, and others nothing", async () => {
  const app = await testApp(monday);
  const id = await opened(app, draft);
  await answers(app, id);
  await app.at("2026-11-23T08:00:10Z");

  for (const [who, person, roles, sees] of viewers) {
    const { release } = await read(app, id, person, roles).catch(() => ({ release: null }));
    if (sees === "names") expect(release, who).toMatchObject({ final: false, respondents: 7 });
    else expect(release, who).toBeNull();
  }
});

/** A table without the lines that name the survey and its kind. */
const figuresOf = (text: string, id: string) =>
  text
    .split("\r\n")
    .filter((line) => !/Om chefen|Med namn|Anonym/.test(line))
    .map((line) => line.replaceAll(id, ""));

async function held() {
  const app = await testApp(monday);
  const [signed, sealed] = [await opened(app, draft), await opened(app, { ...draft, kind: "sealed" })];
  for (const id of [signed, sealed]) {
    await answers(app, id);
    await organise(app).close(id);
  }
  await app.work();
  return { app, signed, sealed };
}

async function opened(app: TestApp, written: Draft): Promise<string> {
  const ids = [
    ...viewers.map(([, { id }]) => id),
    ...Array.from({ length: 8 }, (_, at) => respondent(at).id),
  ];
  app.teams.members.set(channel.teamId ?? "", ids.map(memberOf));
  app.teams.members.set(channel.id, ids.map(memberOf));
  return posted(app, written);
}

const memberOf = (id: string) => ({ id, userId: `29:${id}`, name: "" });

/** One director, who says 1 and worse; six others who differ. Somebody writes. */
async function answers(app: TestApp, survey: string): Promise<void> {
  for (let number = 1; number <= 7; number++)
    await app.press(respondent(number), "surveys/answer", {
      survey,
      "q:chef": number === 1 ? "1" : String(2 + (number % 4)),
      "q:andring": number === 1 ? "worse" : ["better", "same"][number % 2],
      "q:onskan": number < 4 ? `kommentar ${number}` : "",
      "q:roll": number === 1 ? "direktor" : "ovriga",
    });
}

async function read(app: TestApp, id: string, person: Person, roles: Role[]): Promise<Results> {
  return (await app.ask(person, roles, "GET", `/surveys/${id}/results`)) as Results;
}

test("a person of another team is shown no results of it", async () => {
  const { app, signed } = await held();

  await expect(read(app, signed, { ...bo }, ["Organiser"])).rejects.toThrow("unknownSurvey");
});
