import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VoterSettings, Votes } from "#bench/surveys/vote-client.ts";
import type { Draft, Results, SurveyView } from "#features/surveys/contract.ts";
import type { Place } from "#platform/teams/turn.ts";
import { channel, fakeTeams, pressed, tenantId } from "#test/harness/teams.ts";
import { appOn } from "./app.ts";
import { type Child, startChild } from "./child.ts";
import { until } from "./measure.ts";
import { personMark } from "./person-id.ts";

/** What a bench plays on: a Teams of its own, the app in its own process with a store on disk, and an organiser. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const teams = await fakeTeams();
  const place: Place = {
    tenantId,
    id: channel.id,
    scope: "channel",
    serviceUrl: teams.serviceUrl,
    name: "Allmänt",
    teamId: channel.id,
    teamName: "Kommunnätverket",
  };
  const { start, ask: askOf } = appOn(folder, teams, teams.serviceUrl, [place]);
  const app = start();
  const { url } = await app.said;
  const botToken = await teams.authorization();
  const ask = (...asked: [method: string, path: string, input?: object]) => askOf(url, ...asked);
  const view = async (id: string) => (await ask("GET", `/surveys/${id}`)) as SurveyView;

  return {
    folder,
    teams,
    url,
    pid: app.pid,
    botToken,

    /** Writes a survey and posts it in the channel; gives its id when it can be answered. */
    async post(draft: Draft): Promise<string> {
      const id = crypto.randomUUID();
      await ask("POST", "/surveys", { id, draft });
      const before = teams.posted().length;
      await ask("POST", `/surveys/${id}/sendings`, { id, placeIds: [place.id], at: null, evenIfFew: true });
      await until("the card in the channel", async () => teams.posted()[before], 15_000);
      return id;
    },

    /** Closes the survey, and waits until it is counted and its ballots and keys are destroyed; gives the results. */
    async close(id: string, patienceMs: number): Promise<Results> {
      await ask("POST", `/surveys/${id}/closure`);
      await until("the release", async () => (await view(id)).releasedAt ?? undefined, patienceMs, 250);
      return (await ask("GET", `/surveys/${id}/results`)) as Results;
    },

    async closeStage(): Promise<void> {
      await app.stop();
      await teams.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets people vote, from a process of its own. `data` is what the pressed button sends. */
export async function vote(
  folder: string,
  teams: Stage["teams"],
  url: string,
  run: Pick<VoterSettings, "authorization" | "firstPerson" | "runMs" | "connections" | "expected"> & {
    rate?: number;
    data: object;
  },
): Promise<Votes> {
  const who = { tenantId, id: personMark, name: "Anna", userId: `29:${personMark}`, roles: [] };
  const body = JSON.stringify(teams.activity(pressed("surveys/answer", run.data), who, channel));
  const { data: _, ...rest } = run;
  const voter: Child<Votes> = startChild(
    new URL("../surveys/vote-client.ts", import.meta.url),
    { ...rest, body, port: Number(new URL(url).port) } satisfies VoterSettings,
    folder,
  );
  try {
    return await voter.said;
  } finally {
    await voter.stop();
  }
}
