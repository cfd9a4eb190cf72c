import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appOn } from "#bench/harness/app.ts";
import type { Child } from "#bench/harness/child.ts";
import { must } from "#bench/harness/measure.ts";
import { personId } from "#bench/harness/person-id.ts";
import { template } from "#features/surveys/survey/templates.ts";
import { days, later, wallClock } from "#platform/jobs/clock.ts";
import { botClaims } from "#platform/local/issuer.ts";
import type { SendingView } from "#platform/sending/contract.ts";
import { sendingStore } from "#platform/sending/sending-store.ts";
import { openStore } from "#platform/storage/open.ts";
import { createPlaces } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import { bearer, botId, fakeTeams, tenantId } from "#test/harness/teams.ts";
import type { BroadcastConnector } from "./broadcast-connector.ts";

export type BroadcastStage = Awaited<ReturnType<typeof broadcastStage>>;

/** So many channels that know the bot, and replicas of the app on one store; the connector is the bench's. */
export async function broadcastStage(connector: BroadcastConnector, channels: number) {
  const { serviceUrl } = connector;
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const teams = await fakeTeams();
  const places = Array.from({ length: channels }, (_, number): Place => {
    const id = `19:kanal-${number}@thread.tacv2`;
    return { tenantId, id, scope: "channel", serviceUrl, name: "Allmänt", teamId: id, teamName: "Nätverk" };
  });
  const store = await openStore({ kind: "embedded", folder });
  const known = createPlaces(store.tables, wallClock);
  await Promise.all(places.map((place) => known.remember(place)));
  await store.close();
  const apps: Child<{ url: string }>[] = [];
  const authorization = await bearer(teams.issuer, botClaims(botId, teams.issuerName, serviceUrl));
  const { start, ask } = appOn(folder, teams, serviceUrl);
  let told = 0;

  async function startApp() {
    const app = start();
    apps.push(app);
    return { pid: app.pid, url: (await app.said).url };
  }

  return {
    places,
    startApp,

    /** Sends a survey to all channels; gives its id. */
    async broadcast(url: string): Promise<string> {
      const id = crypto.randomUUID();
      const { draft } = template("veckopuls");
      const closesAt = later(new Date(), days(1)).toISOString();
      // With an audience that is known nobody asks each channel for its members.
      await ask(url, "POST", "/surveys", { id, draft: { ...draft, closesAt, audience: 10_000 } });
      const placeIds = places.map((place) => place.id);
      await ask(url, "POST", `/surveys/${id}/sendings`, { id, placeIds, at: null });
      return id;
    },

    async sending(url: string, surveyId: string): Promise<SendingView> {
      const answer = (await ask(url, "GET", `/surveys/${surveyId}/sendings`)) as { sendings: SendingView[] };
      const [first] = answer.sendings;
      must(first !== undefined, "There is no sending.");
      return first;
    },

    /** What became of each channel, as it is stored. */
    async outcomes(surveyId: string): Promise<Map<string, string>> {
      const opened = await openStore({ kind: "embedded", folder });
      const kept = sendingStore(opened.tables);
      const outcomes = new Map<string, string>();
      for (const id of await kept.idsIn(tenantId, `surveys|${surveyId}`))
        for await (const { number } of kept.chunksFrom({ tenantId, id }))
          for (const { placeId, outcome } of await kept.targetsIn({ tenantId, id }, number))
            outcomes.set(placeId, outcome);
      await opened.close();
      return outcomes;
    },

    /** Posts an activity as Teams does; gives the answer's text. */
    async tell(
      url: string,
      activity: object,
      where: { scope: "personal" | "channel"; id: string },
    ): Promise<string> {
      const who = { tenantId, id: personId(told++), name: "Bo", userId: `29:${told}`, roles: [] };
      const response = await fetch(`${url}/api/messages`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ ...teams.activity(activity, who, where as never), serviceUrl }),
        signal: AbortSignal.timeout(20_000),
      });
      must(response.ok, `An activity was answered ${response.status}.`);
      return response.text();
    },

    async close(): Promise<void> {
      await Promise.all(apps.map((app) => app.stop()));
      await teams.close();
      await connector.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
