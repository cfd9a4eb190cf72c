import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Draft, type Kind, type Release, type Results, thresholds } from "#features/surveys/contract.ts";
import { release } from "#features/surveys/results/release.ts";
import { add, startTally } from "#features/surveys/results/tally.ts";
import { byRole, trust, wishes } from "#features/surveys/survey/testing.ts";
import type { SendingView } from "#platform/sending/contract.ts";
import { openStore } from "#platform/storage/open.ts";
import type { Key } from "#platform/storage/table.ts";
import { type Conduct, recordingConnector } from "#test/e2e/harness/crash-connector.ts";
import { type Named, type ServerProcess, serverProcess } from "#test/e2e/harness/server-process.ts";
import { anna, tenantId } from "#test/harness/teams.ts";

/* Ten times kill -9, at moments that chance picks: in the middle of answering, of sending, and of closing. */

let connector: Awaited<ReturnType<typeof recordingConnector>>;
let server: ServerProcess;
let token: Promise<string> | undefined;
let folder: string;

const numbered = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_, number) => make(number));
const chance = (below: number) => Math.floor(Math.random() * below);

const channels = numbered(36, (number): Named => {
  const id = `19:kanal-${number}@thread.tacv2`;
  return { id, name: id };
});
const [home, ...others] = channels as [Named, ...Named[]];
/** Each is the only channel of its team, which goes by the same id. */
const placeOf = (channel: Named) => ({ channel, team: channel });

/** Sixteen lanes of six: each lane answers one at a time, so that it is known which of a person's answers came last. */
const lanes = numbered(16, (lane) =>
  numbered(6, (number): Named => {
    const name = `Respondent ${String(lane * 6 + number).padStart(2, "0")}`;
    return { id: `d4d4d4d4-0000-4000-8000-${name.slice(-2).padStart(12, "0")}`, name };
  }),
);

const roles = ["manager", "officer", "leader"];
const alwaysOf = ({ name }: Named): Entered => {
  const number = Number(name.slice(-2));
  return { trust: 1 + (number % 5), role: roles[number % 3] ?? "", wishes: name };
};

type Entered = { trust: number; role: string; wishes: string };
type Held = { id: string; draft: Draft; acknowledged: Map<string, Entered> };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crash-"));
  connector = await recordingConnector();
  server = await serverProcess(folder, connector.port);
  await server.start();
  for (const channel of channels) await server.join(anna, placeOf(channel));
});
afterAll(async () => {
  await server.end();
  await connector.close();
  await rm(folder, { recursive: true });
});

test("after ten kills each acknowledged answer is counted once, no card came twice, and nothing is left over", async () => {
  const surveys = await Promise.all((["sealed", "signed", "live", "sealed"] as const).map(held));

  await answeredThrough(4, surveys);
  const posted = await postedThrough(3);
  await closedThrough(3, [...surveys, posted]);

  for (const survey of surveys) {
    const { release: made } = await ask<Results>("GET", `/surveys/${survey.id}/results`);
    // Which answers of a live survey were told together, and by which groups then, follows from when they came.
    const parts = survey.draft.kind === "live" ? totalsOf : told;
    expect(parts(made)).toEqual(parts(expectedRelease(survey)));
  }
}, 300_000);

async function held(kind: Kind): Promise<Held> {
  const draft = byRole([trust, wishes], {
    kind,
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    audience: 100,
  });
  const id: string = crypto.randomUUID();
  await ask("POST", "/surveys", { id, draft });
  await send(id, crypto.randomUUID(), [home]);
  return { id, draft, acknowledged: new Map() };
}

/** Sixteen answers under way at each kill; then whoever was left without an answer presses once more. */
async function answeredThrough(kills: number, surveys: Held[]) {
  const [first] = surveys;
  await until(async () => (await targetsOf(first?.id ?? "")).every(({ outcome }) => outcome === "sent"));
  const unsure = new Map<string, () => Promise<void>>();
  let isOver = false;

  async function cast(survey: Held, voter: Named) {
    const isLive = survey.draft.kind === "live";
    // What a live survey has told stays: whether a try that was cut off is in it nobody knows, so that every try says the same.
    const entered = isLive
      ? alwaysOf(voter)
      : { trust: 1 + chance(5), role: roles[chance(3)] ?? "", wishes: crypto.randomUUID() };
    const key = `${survey.id} ${voter.id}`;
    unsure.set(key, () => cast(survey, voter));
    const inputs = { "q:trust": String(entered.trust), "q:role": entered.role, "q:wishes": entered.wishes };
    const answer = await server.press(voter, placeOf(home), "surveys/answer", {
      survey: survey.id,
      language: "sv",
      ...inputs,
    });
    expect(answer).toMatch(isLive ? /Tack för ditt svar!|det kan inte längre ändras/ : /Tack för ditt svar!/);
    survey.acknowledged.set(voter.name, entered);
    unsure.delete(key);
  }

  const answering = lanes.map(async (lane) => {
    for (let turn = 0; !isOver; turn++) {
      const voter = lane[turn % lane.length];
      const survey = surveys[chance(surveys.length)];
      if (voter && survey) await cast(survey, voter).catch(pause);
    }
  });
  for (let kill = 0; kill < kills; kill++) {
    await sleep(300 + chance(700));
    await crash();
  }
  await sleep(500);
  isOver = true;
  await Promise.all(answering);
  for (const again of unsure.values()) await again();

  for (const { id, acknowledged } of surveys) {
    expect(acknowledged.size).toBeGreaterThan(30);
    expect((await storedOf(id)).ballots).toBe(acknowledged.size);
  }
}

const conducts: Conduct[] = [
  { takes: true },
  { takes: true, after: 300 },
  { takes: true, after: 1_500 },
  { takes: true, answer: "reset" },
  { takes: true, answer: "fail" },
  { takes: true, after: 50 },
  { takes: false, status: 429, times: 2 },
  { takes: false, status: 403 },
  { takes: true, answer: "hang" },
  { takes: false, status: 404 },
  { takes: true, after: 700 },
  { takes: true },
];

/** A card to dozens of places whose connector is slow, loses its answers or refuses. */
async function postedThrough(kills: number): Promise<Held> {
  const id: string = crypto.randomUUID();
  const draft = byRole([trust], { closesAt: new Date(Date.now() + 86_400_000).toISOString(), audience: 100 });
  await ask("POST", "/surveys", { id, draft });
  const before = new Map(connector.taken);
  for (const [at, { id }] of others.entries())
    connector.behave(id, { ...(conducts[at % conducts.length] as Conduct) });

  const sendingId = crypto.randomUUID();
  for (let kill = 0; kill < kills; kill++) {
    const sending = send(id, sendingId, others).catch(pause);
    await sleep(kill === 0 ? chance(60) : 200 + chance(800));
    await crash();
    await sending;
  }
  await send(id, sendingId, others);
  await until(async () =>
    (await targetsOf(id)).every(({ outcome }) => !/scheduled|queued|sending/.test(outcome)),
  );

  const targets = await targetsOf(id);
  expect(targets).toHaveLength(others.length);
  for (const { place, outcome, mayRetry } of targets) {
    const arrived = (connector.taken.get(place.id) ?? 0) - (before.get(place.id) ?? 0);
    expect(arrived, `${place.id} is ${outcome}`).toBeLessThanOrEqual(1);
    if (outcome === "sent") expect(arrived, place.id).toBe(1);
    else expect([outcome, mayRetry]).toEqual([expect.stringMatching(/^(unknown|blocked|gone)$/), true]);
  }
  return { id, draft, acknowledged: new Map() };
}

/** Closed, counted, released and destroyed, at once for all. */
async function closedThrough(kills: number, surveys: Held[]) {
  const close = () => Promise.allSettled(surveys.map(({ id }) => ask("POST", `/surveys/${id}/closure`)));
  for (let kill = 0; kill < kills; kill++) {
    const closing = close();
    await sleep(chance(600));
    await crash();
    await closing;
  }
  expect((await close()).filter(({ status }) => status === "rejected")).toEqual([]);

  const nothing = { ballots: 0, keys: [], releases: 1, isSealed: true };
  await until(async () =>
    (await Promise.all(surveys.map(({ id }) => storedOf(id)))).every(({ isSealed }) => isSealed),
  );
  for (const { id } of surveys) expect(await storedOf(id)).toEqual(nothing);
}

/** kill -9, and up again. */
async function crash() {
  await server.end("SIGKILL");
  token = undefined;
  await server.start();
}

/** Asks as Anna, whose token is kept until the next start. */
async function ask<T>(method: string, path: string, input?: object): Promise<T> {
  token ??= server.token(anna.id);
  const response = await server.request(method, `/api${path}`, input, await token);
  const body: T = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
  return body;
}

const send = (surveyId: string, id: string, to: Named[]) =>
  ask("POST", `/surveys/${surveyId}/sendings`, { id, placeIds: to.map((channel) => channel.id), at: null });

async function targetsOf(surveyId: string): Promise<SendingView["targets"]> {
  const { sendings } = await ask<{ sendings: SendingView[] }>("GET", `/surveys/${surveyId}/sendings`);
  return sendings.flatMap(({ targets }) => targets);
}

/** What lies in the store's file and beside it. */
async function storedOf(surveyId: string) {
  const store = await openStore({ kind: "embedded", folder });
  try {
    const count = async (table: string, partitionKey: string) =>
      (await Array.fromAsync(store.tables.open(table).list(partitionKey))).length;
    const partition = `${tenantId}|${surveyId}`;
    const buckets = await Promise.all(
      [..."0123456789abcdef"].map((bucket) => count("ballots", `${partition}|${bucket}`)),
    );
    const row = await store.tables.open<Key & { survey: string }>("surveys").get(tenantId, surveyId);
    const keys = await readdir(join(folder, "keys"));
    return {
      ballots: buckets.reduce((sum, each) => sum + each, 0),
      keys: keys.filter((name) => name.includes(surveyId)),
      releases: await count("releases", partition),
      isSealed: JSON.parse(row?.survey ?? "{}").sealedAt !== undefined,
    };
  } finally {
    await store.close();
  }
}

function expectedRelease({ draft, acknowledged }: Held): Release {
  const tally = startTally(draft);
  for (const [name, answers] of acknowledged) add(tally, { answers, name }, 0);
  const last = { round: 1, final: true, now: new Date(), random: () => 0, step: null };
  const { forAll, forOrganisers } = release({ draft, thresholds }, tally, last);
  return forOrganisers ?? forAll;
}

/** What a release says, whenever it was made and however its comments were shuffled. */
function told(made: Release | null) {
  const questions = made?.questions.map(({ comments, ...question }) => ({
    ...question,
    comments: comments?.shown ? comments.texts.toSorted() : comments,
  }));
  return {
    final: made?.final,
    respondents: made?.respondents,
    leaves: made?.leaves,
    signed: made?.signed,
    questions,
  };
}

function totalsOf(made: Release | null) {
  const { questions, ...rest } = told(made);
  return { ...rest, questions: questions?.map(({ tables: _, ...question }) => question) };
}

const pause = () => sleep(50);

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await sleep(500);
}
