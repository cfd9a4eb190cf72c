import { memoryOf, processorMsOf, startChild } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, perSecond, times, told } from "#bench/harness/figure.ts";
import { interleaved, median, must } from "#bench/harness/measure.ts";
import { openStage, vote } from "#bench/harness/stage.ts";
import { template } from "#features/surveys/survey/templates.ts";
import { days, later } from "#platform/jobs/clock.ts";
import { botId, tenantId } from "#test/harness/teams.ts";
import type { Votes } from "./vote-client.ts";

const rounds = 6;
const runMs = 5_000;
const connections = 16;
const peoplePerRound = 1_000_000;

type Run = Votes & { processorMs: number };

/** Answers to a sealed survey, durable when acknowledged, beside a bare bot that only checks the token and replies. */
export async function votes(): Promise<Figure[]> {
  const stage = await openStage();
  const { issuerName: issuer, origin } = stage.teams;
  const bare = startChild<{ url: string }>(
    new URL("../harness/bare-bot.ts", import.meta.url),
    { botId, tenantId, issuer, metadataUrl: `${origin}/metadata` },
    stage.folder,
  );
  try {
    const { draft } = template("veckopuls");
    const survey = await stage.post({ ...draft, closesAt: later(new Date(), days(1)).toISOString() });
    const data = { survey, language: "sv", question: "vecka", value: "4" };
    const bareUrl = (await bare.said).url;
    const idle = { app: memoryOf(stage.pid).now, bare: memoryOf(bare.pid).now };
    const run = (pid: number, url: string, expected: string) => async (round: number) => {
      const before = processorMsOf(pid);
      const votes = await vote(stage.folder, stage.teams, url, {
        authorization: stage.botToken,
        firstPerson: round * peoplePerRound,
        runMs,
        connections,
        expected,
        data,
      });
      return { ...votes, processorMs: (processorMsOf(pid) - before) / votes.people };
    };

    const ran = await interleaved<"app" | "bare", Run>(rounds, {
      app: run(stage.pid, stage.url, "Kvitto"),
      bare: run(bare.pid, bareUrl, '"statusCode":200'),
    });
    // The first round warms both up.
    const [app, bot] = [ran.app.slice(1), ran.bare.slice(1)];
    const after = { app: memoryOf(stage.pid).now, bare: memoryOf(bare.pid).now };

    const people = ran.app.reduce((sum, each) => sum + each.people, 0);
    const { release } = await stage.close(survey, 60_000);
    must(release?.respondents === people, `${people} people voted, ${release?.respondents} were counted.`);

    const ratio = median(app.map((each, at) => each.perSecond / (bot[at]?.perSecond ?? Number.NaN)));
    return [
      held("Sealed answers a second, times a bare bot's", ratio, { least: 3 }, times),
      line("  Kommunpuls, durable, 16 connections", app),
      line("  bare botbuilder + restify", bot),
      told("  answers lost", `0 of ${people.toLocaleString("en")}`),
      told("  memory of Kommunpuls, idle and after", `${megabytes(idle.app)}, ${megabytes(after.app)}`),
      told("  memory of the bare bot, idle and after", `${megabytes(idle.bare)}, ${megabytes(after.bare)}`),
    ];
  } finally {
    await bare.stop();
    await stage.closeStage();
  }
}

function line(name: string, runs: Run[]): Figure {
  const middle = (of: keyof Run) => median(runs.map((each) => each[of]));
  const latency = `p50 ${ms(middle("p50Ms"))}, p99 ${ms(middle("p99Ms"))}`;
  return told(
    name,
    `${perSecond(middle("perSecond"))}, ${latency}, processor ${middle("processorMs").toFixed(2)} ms each`,
  );
}
