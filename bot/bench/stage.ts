import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draft, Results, SurveyView } from "#features/surveys/contract.ts";
import { tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import type { Place } from "#platform/teams/turn.ts";
import { bearer, botId, channel, fakeTeams, pressed, tenantId } from "../test/teams.ts";
import type { AppSettings } from "./app-server.ts";
import { type Child, startChild } from "./child.ts";
import { must, until } from "./measure.ts";
import { personId, personMark } from "./person-id.ts";
import type { VoterSettings, Votes } from "./voter.ts";

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
  const settings: AppSettings = {
    folder,
    botId,
    tabClientId: demoTabClientId,
    tenantId,
    issuer: teams.issuerName,
    metadataUrl: `${teams.origin}/metadata`,
    serviceUrl: teams.serviceUrl,
    places: [place],
  };
  const app: Child<{ url: string }> = startChild("app-server.ts", settings, folder);
  const { url } = await app.said;
  const botToken = await teams.authorization();
  let asked = 0;

  /** Asks as an administrator; another one each time, since the server limits what one person may ask. */
  async function ask(method: string, path: string, input?: object): Promise<unknown> {
    const who = { tenantId, id: personId(900_000_000_000 + asked++), name: "Anna", roles: ["Admin"] };
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        authorization: await bearer(teams.issuer, tabClaims(who, demoTabClientId, teams.issuerName)),
        "content-type": "application/json",
      },
      ...(input && { body: JSON.stringify(input) }),
      signal: AbortSignal.timeout(30_000),
    });
    must(response.ok, `${method} ${path} was answered ${response.status}: ${await response.clone().text()}`);
    return response.json();
  }

  const view = async (id: string) => (await ask("GET", `/surveys/${id}`)) as SurveyView;

  return {
    folder,
    teams,
    url,
    pid: app.pid,
    botToken,
    settings,
    ask,
    view,

    /** Writes a survey and posts it in the channel; gives its id when it can be answered. */
    async post(draft: Draft): Promise<string> {
      const id = crypto.randomUUID();
      await ask("POST", "/surveys", { id, draft });
      const before = teams.posted().length;
      await ask("POST", `/surveys/${id}/sendings`, { id, placeIds: [place.id], at: null });
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
    "voter.ts",
    { ...rest, body, port: Number(new URL(url).port) } satisfies VoterSettings,
    folder,
  );
  try {
    return await voter.said;
  } finally {
    await voter.stop();
  }
}
