import { ConnectorClient } from "botframework-connector/lib/connectorApi/connectorClient.js";
import { Teams } from "botframework-connector/lib/teams/operations/teams.js";
import { bounded } from "#platform/lru-map.ts";
import { deadlineMs } from "./messenger.ts";
import { leave } from "./rate-limited.ts";

/** How the bot proves itself to Teams' connector: given as the SDK's credentials factory gives it. */
export type Credentials = ConstructorParameters<typeof ConnectorClient>[0];

type Client = ConnectorClient & { teams: Teams };

/** The client of one connector, made once and kept. */
export type Connectors = (serviceUrl: string) => Promise<Client>;

/**
 * Clients that send once. The SDK's own policy would repeat a POST after a 5xx or a reset, and so post twice; it has no
 * deadline; and it would follow a redirect with the bot's token.
 */
export function connectors(credentials: () => Promise<Credentials>, waitMs = deadlineMs): Connectors {
  const clients = bounded<Client>(20);
  return async (serviceUrl) => {
    const known = clients.get(serviceUrl);
    if (known) return known;
    const client = withTeams(new ConnectorClient(await credentials(), { baseUri: serviceUrl }));
    // Private in the SDK's types: tests hold this to what a connector then sees.
    const { pipeline } = Reflect.get(client, "client") as { pipeline: Pipeline };
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.removePolicy({ name: "redirectPolicy" });
    pipeline.addPolicy({
      name: "deadline",
      sendRequest(request, next) {
        request.abortSignal = AbortSignal.timeout(waitMs);
        return next(request);
      },
    });
    pipeline.addPolicy(
      {
        name: "leave",
        async sendRequest(request, next) {
          const hasLeft = await leave();
          const answer = next(request);
          // By then it is on the network, whatever has held up this process meanwhile.
          if (hasLeft) setImmediate(hasLeft);
          return answer;
        },
      },
      { afterPhase: "Sign" },
    );
    clients.set(serviceUrl, client);
    return client;
  };
}

/** What Teams knows beyond Bot Framework goes through the same client, so that it keeps to the same deadline and pace. */
const withTeams = (client: ConnectorClient): Client =>
  Object.assign(client, { teams: new Teams(client as unknown as ConstructorParameters<typeof Teams>[0]) });

type Request = { abortSignal?: AbortSignal };
type Pipeline = {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(
    policy: {
      name: string;
      sendRequest(request: Request, next: (request: Request) => Promise<unknown>): Promise<unknown>;
    },
    options?: { afterPhase: "Sign" },
  ): void;
};
