import { expect, test } from "vitest";
import type { Results } from "#features/surveys/contract.ts";
import { anna, channel, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { coffee, monday, organise, posted } from "#test/harness/surveys.ts";
import type { Release1 } from "./version-1.ts";

/* Releases as they were stored before figures were exact: a row that names the parts, without a version. */

const sealed: Release1 = {
  round: 1,
  final: true,
  releasedAt: "2026-11-20T10:00:00.000Z",
  respondents: 43,
  thresholds: { ratings: 5, comments: 10, complement: 5 } as Release1["thresholds"],
  segment: {
    backgroundId: "roll",
    groups: [
      { id: "chef", n: 32 },
      { id: "annan", n: null },
    ],
    unstated: null,
  },
  questions: [
    {
      id: "nytta",
      total: {
        shown: true,
        n: 38,
        shares: [
          { key: "1", share: 21, interval: [11, 36] },
          { key: "2", share: 79, interval: [64, 89] },
        ],
        mean: { value: 3, interval: [2.6, 3.4] },
        score: null,
      },
      dontKnow: 5,
      groups: [
        {
          id: "chef",
          figures: { shown: true, n: 6, shares: null, mean: { value: 3.1, interval: null }, score: null },
        },
        { id: "annan", figures: { shown: false, reason: "few" } as { shown: false } },
      ],
      comments: null,
    },
    {
      id: "tema",
      total: { shown: false, reason: "same" } as { shown: false },
      dontKnow: null,
      groups: [],
      comments: { shown: false, reason: "few" } as { shown: false },
    },
  ],
  signed: null,
};

test("a release of version 1 is read, said to be one, and told as far as it goes", async () => {
  const app = await testApp(monday);
  const id = await released(app, sealed, "sealed");

  const { release } = await organise(app).results(id);

  expect(release).toEqual({
    version: 1,
    round: 1,
    final: true,
    releasedAt: "2026-11-20T10:00:00.000Z",
    respondents: 43,
    rules: { ratings: 5, comments: 10, colleague: 0, step: null },
    leaves: [{ backgroundId: "roll", blocks: [{ groups: ["chef"], n: 32 }] }],
    questions: [
      {
        id: "nytta",
        total: {
          shown: "exact",
          n: 38,
          shares: [
            { key: "1", count: null, share: 21, interval: [11, 36] },
            { key: "2", count: null, share: 79, interval: [64, 89] },
          ],
          bands: null,
          mean: { value: 3, interval: [2.6, 3.4] },
          score: null,
        },
        uncounted: 0,
        dontKnow: 5,
        leftOut: null,
        tables: [
          {
            backgroundId: "roll",
            blocks: [
              {
                groups: ["chef"],
                figures: {
                  shown: "exact",
                  n: 6,
                  shares: null,
                  bands: null,
                  mean: { value: 3.1, interval: null },
                  score: null,
                },
              },
            ],
          },
        ],
        comments: null,
      },
      {
        id: "tema",
        total: { shown: "no" },
        uncounted: 0,
        dontKnow: null,
        leftOut: null,
        tables: [],
        comments: { shown: false },
      },
    ],
    signed: null,
  });
});

test("a signed one, whose figures knew no threshold, is shown as it is to its organisers alone", async () => {
  const app = await testApp(monday);
  const [question] = sealed.questions;
  if (!question) throw new Error("There is no question.");
  const open: Release1 = {
    ...sealed,
    respondents: 3,
    segment: null,
    questions: [
      {
        ...question,
        groups: [],
        total: { shown: true, n: 3, shares: null, mean: { value: 2, interval: null }, score: null },
      },
    ],
    signed: [1, 2, 3].map((value) => ({
      name: `Respondent ${value}`,
      answers: { nytta: value },
      groups: {},
    })),
  };
  const id = await released(app, open, "signed");
  app.teams.members.set(channel.teamId ?? "", [{ id: respondent(1).id, userId: "29:1", name: "" }]);
  app.teams.members.set(channel.id, [{ id: respondent(1).id, userId: "29:1", name: "" }]);

  const names = await organise(app).results(id);
  const others = (await app.ask(respondent(1), ["Reader"], "GET", `/surveys/${id}/results`)) as Results;

  expect(names.release).toMatchObject({ version: 1, respondents: 3 });
  expect(names.release?.signed).toHaveLength(3);
  expect(others.release).toMatchObject({ respondents: null, signed: null });
  expect(others.release?.questions.map(({ total }) => total.shown)).toEqual(["no", "no"]);
  expect(JSON.stringify(others)).not.toContain("Respondent");
});

/** A survey that was closed and counted by the app as it was then. */
async function released(app: TestApp, release: Release1, kind: "sealed" | "signed"): Promise<string> {
  const id = await posted(app, { ...coffee, kind, shared: true });
  await organise(app).close(id);
  await app.work();
  const partitionKey = `${anna.tenantId}|${id}`;
  const heads = app.store.tables.open("releases");
  const parts = app.store.tables.open("releaseparts");
  for (const table of [heads, parts])
    for (const row of await Array.fromAsync(table.list(partitionKey))) await table.remove(row);
  const attempt = crypto.randomUUID();
  const text = JSON.stringify(release);
  const half = Math.ceil(text.length / 2);
  await parts.put({ partitionKey, rowKey: `${attempt}|0000`, text: text.slice(0, half) } as never);
  await parts.put({ partitionKey, rowKey: `${attempt}|0001`, text: text.slice(half) } as never);
  await heads.insert({
    partitionKey,
    rowKey: "00000001",
    attempt,
    parts: 2,
    final: true,
    ballots: 43,
    releasedAt: new Date(release.releasedAt),
  } as never);
  return id;
}
