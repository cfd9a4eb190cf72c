import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { memoryOf, startChild } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, seconds, told } from "#bench/harness/figure.ts";
import { must, until } from "#bench/harness/measure.ts";
import { openStage, type Stage, vote } from "#bench/harness/stage.ts";
import type { Results } from "#features/surveys/contract.ts";
import { template } from "#features/surveys/survey/templates.ts";
import { days, later } from "#platform/jobs/clock.ts";
import { openStore } from "#platform/storage/open.ts";
import { tenantId } from "#test/harness/teams.ts";
import type { CasterSettings } from "./ballot-client.ts";
import { largeSurvey } from "./large-survey.ts";

export const many = 430_000;
const patienceMs = 240_000;
const windowMs = 5_000;
const rate = 100;

export type Counted = { stage: Stage; surveyId: string; figures: Figure[] };

/** Casts 430,000 sealed ballots of ten questions, and lets the app count them while people vote on another survey. */
export async function countMany(): Promise<Counted> {
  const stage = await openStage();
  try {
    const surveyId = await castInto(stage, many);
    const { draft } = template("veckopuls");
    const other = await stage.post({ ...draft, closesAt: later(new Date(), days(1)).toISOString() });
    const before = memoryOf(stage.pid).now;

    const startedAt = performance.now();
    const counting = stage.close(surveyId, patienceMs).then(async (results) => {
      const releasedMs = performance.now() - startedAt;
      await until(
        "the destruction",
        async () => (isDestroyed(stage, surveyId) ? true : undefined),
        patienceMs,
        100,
      );
      return { results, releasedMs, allMs: performance.now() - startedAt };
    });
    const slowestMs = await voteWhile(counting, stage, other);
    const { results, releasedMs, allMs } = await counting;
    mustBeRight(results);
    await mustBeGone(stage, surveyId);

    const { most } = memoryOf(stage.pid);
    const figures = [
      held(
        "430,000 ballots of ten questions tallied, released and destroyed",
        allMs / 1000,
        { most: 120 },
        seconds,
      ),
      told("  until the release is stored", seconds(releasedMs / 1000)),
      held("  most memory of the server with its thread", most, { most: 1e9 }, megabytes),
      told("  memory before", megabytes(before)),
      held(`  p99 of ${rate} answers/s to another survey meanwhile`, slowestMs, { most: 500 }, ms),
    ];
    return { stage, surveyId, figures };
  } catch (error) {
    await stage.closeStage();
    throw error;
  }
}

/** Opens the survey of ten questions and casts ballots of numbered people into it. */
export async function castInto(stage: Stage, people: number): Promise<string> {
  const surveyId = await stage.post(largeSurvey(later(new Date(), days(1))));
  const settings: CasterSettings = { folder: stage.folder, tenantId, surveyId, people };
  const caster = startChild(new URL("./ballot-client.ts", import.meta.url), settings, stage.folder);
  await caster.said;
  await caster.stop();
  return surveyId;
}

/** The p99 of the worst of the windows that the work lasts. */
async function voteWhile(work: Promise<unknown>, stage: Stage, survey: string): Promise<number> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  const data = { survey, language: "sv", question: "vecka", value: "4" };
  let slowestMs = 0;
  for (let window = 0; !isDone; window++) {
    const { p99Ms } = await vote(stage.folder, stage.teams, stage.url, {
      authorization: stage.botToken,
      firstPerson: window * 1_000_000,
      runMs: windowMs,
      connections: 16,
      expected: "Kvitto",
      rate,
      data,
    });
    slowestMs = Math.max(slowestMs, p99Ms);
  }
  return slowestMs;
}

function mustBeRight({ release }: Results): void {
  must(release?.respondents === many, `${release?.respondents} were counted of ${many}.`);
  for (const { id, total } of release.questions) {
    must(total.shown === "exact" && total.n === many, `Question ${id} does not have ${many} answers.`);
    const isScale = total.mean !== null && total.score === null;
    must(
      !isScale || total.mean?.value === 3,
      `The mean of question ${id} is ${total.mean?.value} and not 3.`,
    );
  }
}

const isDestroyed = ({ folder }: Stage, surveyId: string) =>
  !existsSync(join(folder, "keys", `tally-${surveyId}`));

async function mustBeGone({ folder }: Stage, surveyId: string): Promise<void> {
  const keys = readdirSync(join(folder, "keys")).filter((name) => name.includes(surveyId));
  must(keys.length === 0, `Keys are left: ${keys.join(", ")}.`);
  const store = await openStore({ kind: "embedded", folder });
  for (const bucket of "0123456789abcdef") {
    const left = store.tables.open("ballots").list(`${tenantId}|${surveyId}|${bucket}`, { limit: 1 });
    must((await Array.fromAsync(left)).length === 0, `Ballots are left in ${bucket}.`);
  }
  await store.close();
}
