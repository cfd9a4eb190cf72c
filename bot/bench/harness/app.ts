import { tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import type { Place } from "#platform/teams/turn.ts";
import { bearer, botId, type FakeTeams, tenantId } from "#test/harness/teams.ts";
import type { AppSettings } from "./app-server.ts";
import { type Child, startChild } from "./child.ts";
import { must } from "./measure.ts";
import { personId } from "./person-id.ts";

/** The app on the folder's store, in processes of its own, with a Teams that posts to the service URL. */
export function appOn(folder: string, teams: FakeTeams, serviceUrl: string, places: Place[] = []) {
  const settings: AppSettings = {
    folder,
    botId,
    tabClientId: demoTabClientId,
    tenantId,
    issuer: teams.issuerName,
    metadataUrl: `${teams.origin}/metadata`,
    serviceUrl,
    places,
  };
  let asked = 0;

  return {
    start: (): Child<{ url: string }> =>
      startChild(new URL("./app-server.ts", import.meta.url), settings, folder),

    /**
     * Asks as an administrator; another one each time, since the server limits what one person may ask, or always the same
     * for one number of `by`.
     */
    async ask(url: string, method: string, path: string, input?: object, by?: number): Promise<unknown> {
      const number = by === undefined ? 900_000_000_000 + asked++ : 800_000_000_000 + by;
      const who = { tenantId, id: personId(number), name: "Anna", roles: ["Admin"] };
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: {
          authorization: await bearer(teams.issuer, tabClaims(who, demoTabClientId, teams.issuerName)),
          "content-type": "application/json",
        },
        ...(input && { body: JSON.stringify(input) }),
        signal: AbortSignal.timeout(30_000),
      });
      must(
        response.ok,
        `${method} ${path} was answered ${response.status}: ${await response.clone().text()}`,
      );
      return response.json();
    },
  };
}
