import { expect, test } from "vitest";
import {
  type Draft,
  type Figures,
  type Kind,
  kinds,
  type Question,
  type Release,
  type Results,
} from "#features/surveys/contract.ts";
import { draftOf, role } from "#features/surveys/survey/testing.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, bo, channel, respondent, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { friday, monday, organise, posted } from "#test/harness/surveys.ts";

/*
 * Everything that is published for a survey, while it is open and after, fetched by everybody through the app's door, and
 * added and subtracted by somebody who knows who answered when, who is in which group and who left a question out.
 */

const asked = { required: false, dontKnow: true };
const all = (text: string) => ({ sv: text, fi: text, en: text });
const questions: Question[] = [
  { ...asked, id: "andring", type: "change", text: all("Har det blivit bättre?") },
  { ...asked, id: "skala", type: "scale", text: all("Hur bra?"), low: all("dåligt"), high: all("bra") },
  { ...asked, id: "fritt", type: "text", text: all("Vad mer?") },
];

/** By order of arrival: their group ("" is none), and what they say; "" leaves the question out. */
const people = Array.from({ length: 47 }, (_, at) => ({
  group: ["manager", "manager", "officer", "manager", "leader", "officer", ""][at % (at < 21 ? 7 : 6)] ?? "",
  andring: ["better", "same", "same", "worse", "", "better", "-", "same"][(at * 5) % 8] ?? "",
  skala: ["4", "5", "3", "", "4", "2", "5"][(at * 3) % 7] ?? "",
  fritt: at % 4 === 0 ? `Skrivet av nummer ${at}.` : "",
}));

const viewers: [who: string, Person, Role[]][] = [
  ["organiser", anna, ["Organiser"]],
  ["admin", respondent(900), ["Admin", "Organiser"]],
  ["reader", respondent(901), ["Reader"]],
  ["other organiser", respondent(902), ["Organiser"]],
  ["respondent", respondent(3), []],
  ["stranger", bo, []],
];

test.each(kinds)(
  "of a %s survey no value about fewer than five follows from all that was published",
  async (kind) => {
    const { releases, documents, answered } = await publishedOf(kind);
    const final = releases.at(-1);
    expect(final?.final).toBe(true);
    expect(releases).toHaveLength(kind === "live" ? 4 : 1);

    for (const question of questions) {
      const published = releases.flatMap((release) => tablesOf(release, question.id));
      for (const { people: of, figures } of published) {
        const told = Object.fromEntries((figures.shares ?? []).map(({ key, count }) => [key, count]));
        expect([figures.n, told], `${question.id} of ${of.length}`).toEqual([
          of.filter((at) => isAnswer(at, question.id)).length,
          Object.fromEntries(
            Object.keys(told).map((key) => [key, of.filter((at) => saidBy(at, question.id) === key).length]),
          ),
        ]);
      }
      expect(
        findings(
          published.map(({ people }) => people),
          question.id,
        ),
        question.id,
      ).toEqual([]);
    }

    // Those who answered at all, by what is told of them.
    const leaves = (final?.leaves ?? []).flatMap(({ blocks }) => blocks.map(({ n }) => n));
    expect(leaves.every((n) => n >= 5)).toBe(true);
    expect(leaves.reduce((sum, n) => sum + n, 0)).toBe(people.length);

    // Nothing else says a number of answers: no list, card, link or agenda, and of an open survey no count but in tens.
    if (kind === "sealed") expect(answered).toEqual([null]);
    if (kind === "live") expect(answered.every((count) => (count ?? 0) % 10 === 0)).toBe(true);
    for (const [name, text] of documents)
      expect(text, name).not.toMatch(/"answered"|"respondents"|Respondent \d/);
  },
);

/** All that anybody but the organisers of a signed survey is shown, in the order of its making. */
async function publishedOf(kind: Kind) {
  const app = await testApp(monday);
  const members = [
    ...viewers.slice(0, -1).map(([, { id }]) => id),
    ...people.map((_, at) => respondent(at).id),
  ];
  const ofMembers = members.map((id) => ({ id, userId: `29:${id}`, name: "" }));
  app.teams.members.set(channel.id, ofMembers);
  app.teams.members.set(channel.teamId ?? "", ofMembers);
  const draft: Draft = draftOf(questions, {
    kind,
    backgrounds: [role],
    segmentBy: "role",
    closesAt: friday,
    audience: 60,
    shared: true,
  });
  const id = await posted(app, draft);

  const releases: Release[] = [];
  const documents = new Map<string, string>();
  const answered = new Set<number | null>();
  const look = async () => {
    answered.add((await organise(app).view(id)).answered);
    const seen = await Promise.all(viewers.map((viewer) => seenBy(app, id, viewer)));
    const told = new Set<string>();
    for (const { who, results, csv, others } of seen) {
      for (const [name, text] of others) documents.set(`${who}: ${name}: ${text.length}`, text);
      const isNamed = kind === "signed" && (who === "organiser" || who === "admin");
      if (who === "stranger") expect([results, csv]).toEqual([null, null]);
      if (isNamed || !results?.release) continue;
      told.add(JSON.stringify(results.release));
      expect(results.release.signed).toBeNull();
      expect(csv).toEqual(expect.not.stringMatching(/Respondent \d/));
    }
    // Whoever is shown figures is shown the same.
    expect(told.size).toBeLessThanOrEqual(1);
    const [text] = told;
    const isNew = text !== undefined && text !== JSON.stringify(releases.at(-1));
    if (isNew) releases.push(JSON.parse(text));
  };

  for (const [number, { group, ...said }] of people.entries()) {
    app.setTime(new Date(app.clock.now().getTime() + 1).toISOString());
    const inputs = Object.entries(said).map(([question, value]) => [`q:${question}`, value]);
    await app.press(respondent(number), "surveys/answer", {
      survey: id,
      "q:role": group,
      ...Object.fromEntries(inputs),
    });
    if (number % 5 !== 4) continue;
    await app.at(new Date(app.clock.now().getTime() + 11_000).toISOString());
    await look();
  }
  await organise(app).close(id);
  await app.work();
  const openAnswered = [...answered];
  await look();
  return { releases, documents, answered: openAnswered };
}

async function seenBy(app: TestApp, id: string, [who, person, roles]: (typeof viewers)[number]) {
  const ask = (path: string) => app.ask(person, roles, "GET", path).catch(() => null);
  const results = (await ask(`/surveys/${id}/results`)) as Results | null;
  const csv = (await ask(`/surveys/${id}/results.csv`)) as { text: string } | null;
  const shown = await app.press(person, "surveys/show", { survey: id });
  const preview = await app.preview(person, `/surveys/${id}/results`);
  const others: [string, string][] = [
    ["list", JSON.stringify(await ask("/surveys"))],
    ["card", "card" in shown ? textsOf(shown.card).join("\n") : ""],
    ["chat", await app.say(person, "enkäter", channel)],
    ["link", JSON.stringify(preview ?? null)],
    ["sendings", JSON.stringify(await ask(`/surveys/${id}/sendings`))],
    ["changes", JSON.stringify(await changesFor(app, person, roles))],
  ];
  return { who, results, csv: csv?.text ?? null, others };
}

/** What the coffee's agenda is told. */
function changesFor(app: TestApp, person: Person, roles: Role[]) {
  const feature = app.features.find((each) => "changes" in each);
  if (!feature || !("changes" in feature)) throw new Error("Surveys tell no changes.");
  return feature.changes(person.tenantId, { ...person, roles });
}

const saidBy = (at: number, question: string) =>
  String(Object.entries(people[at] ?? {}).find(([id]) => id === question)?.[1] ?? "");
const isAnswer = (at: number, question: string) => !["", "-"].includes(saidBy(at, question));

/** The figures that a release tells of a question, and whom they are about, by order of arrival. */
function tablesOf(release: Release, id: string): { people: number[]; figures: Figures }[] {
  const result = release.questions.find((each) => each.id === id);
  if (result?.total.shown !== "exact") return [];
  expect(result.uncounted).toBe(0);
  const counted = [...people.keys()].slice(0, release.final ? undefined : (release.respondents ?? 0));
  const blocks = result.tables.flatMap((table) => table.blocks);
  return [
    { people: counted, figures: result.total },
    ...blocks.map(({ groups, figures }) => ({
      people: counted.filter((at) => groups.includes(people[at]?.group ?? "")),
      figures,
    })),
  ];
}

/** Every sum and difference of what was told that is about somebody: at least five, three of whom gave another answer. */
function findings(published: readonly number[][], question: string): string[] {
  const found: string[] = [];
  const combine = (from: number, sum: readonly number[]) => {
    if (from === published.length) {
      const isSet = sum.every((times) => times === 0 || times === 1);
      const of = [...sum.keys()].filter((at) => sum[at] === 1 && isAnswer(at, question));
      if (!isSet || of.length === 0) return;
      const said = [...Map.groupBy(of, (at) => saidBy(at, question)).values()].map(({ length }) => length);
      const others = of.length - Math.max(...said);
      if (of.length < 5 || (question !== "fritt" && others < 3)) found.push(`${of.length}, ${others} others`);
      return;
    }
    for (const times of [0, 1, -1]) {
      const next = [...sum];
      for (const at of published[from] ?? []) next[at] = (next[at] ?? 0) + times;
      combine(from + 1, next);
    }
  };
  combine(
    0,
    people.map(() => 0),
  );
  return found;
}

test("the attack is one: it finds what the difference of two totals told, and a group of few", () => {
  const first = [...people.keys()].slice(0, 40);

  expect(findings([first, [...first, 40, 41]], "andring")).not.toEqual([]);
  expect(findings([[...people.keys()], [...people.keys()].slice(3)], "skala")).not.toEqual([]);
});
