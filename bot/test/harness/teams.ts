import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { botClaims, createIssuer, type Issuer } from "#platform/local/issuer.ts";
import { demoBotId, demoPeople, demoTenantId } from "#platform/local/people.ts";
import type { Credentials } from "#platform/teams/outgoing/connector.ts";
import type { PersonPace } from "#platform/teams/outgoing/rate-limited.ts";
import { listening } from "./listen.ts";

/* A Teams for tests: an issuer, a connector that records and can fail, and activities signed as Teams signs them. */

const person = (name: string) => {
  const found = demoPeople.find((each) => each.name === name);
  if (!found) throw new Error(`Nobody is called ${name}.`);
  return {
    tenantId: demoTenantId,
    id: found.id,
    name,
    userId: `29:${name.toLowerCase()}`,
    roles: found.roles,
  };
};
export const anna = person("Anna");
export const bo = person("Bo");
export type Tester = typeof anna;

export const botId = demoBotId;
export const tenantId = demoTenantId;

/** Where things happen. `id` is the conversation; messages in a channel add their thread to it. */
export const personal = { scope: "personal", id: "a:anna-and-the-bot" } as const;
export const group = { scope: "group", id: "19:lunchgruppen@thread.v2" } as const;
export const channel = { scope: "channel", id: "19:allmant@thread.tacv2" } as const;
export type Where = typeof personal | typeof group | typeof channel;

export type Recorded = { method: string; path: string; authorization: string | undefined; body: unknown };

/** What the connector does next: a status, or one of the ways in which a network fails. */
export type Conduct =
  | { status: number; headers?: Record<string, string>; error?: object }
  /** The message is taken, and the answer lost on the way back. */
  | { accept: "reset" | "hang" }
  | { refuse: "reset" };

/** Nobody waits. */
export const unpaced: PersonPace = {
  leave: async () => () => undefined,
  soon: async () => undefined,
  slot: async () => ({ due: async () => undefined, giveBack: () => undefined }),
  refused: async () => undefined,
};

export type FakeTeams = Awaited<ReturnType<typeof fakeTeams>>;

/** One for all tests of a file: making a key takes a tenth of a second. */
const theIssuer = createIssuer();

export async function fakeTeams() {
  const issuer = await theIssuer;
  const recorded: Recorded[] = [];
  const conducts: Conduct[] = [];
  let members: { id: string; objectId: string; name: string }[] = [anna, bo].map(({ userId, id, name }) => ({
    id: userId,
    objectId: id,
    name,
  }));
  /** By id; of any other the connector knows nothing. */
  const teamsTold = new Map<string, { name?: string; aadGroupId?: string; channels: object[] }>();
  let metadataReads = 0;

  const server = createServer((request, response) => void handle(request, response));
  const { port, close } = await listening(server);
  const origin = `http://127.0.0.1:${port}`;
  const serviceUrl = `${origin}/teams/`;
  const issuerName = "https://api.botframework.com";

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    let text = "";
    for await (const chunk of request) text += chunk;
    if (path === "/metadata") {
      metadataReads += 1;
      return json(response, 200, issuer.metadata(`${origin}/keys`));
    }
    if (path === "/keys") return json(response, 200, issuer.keys());

    const body: unknown = text ? JSON.parse(text) : undefined;
    const conduct = conducts.shift() ?? { status: 201 };
    if ("refuse" in conduct) return void request.socket.destroy();
    recorded.push({ method: request.method ?? "", path, authorization: request.headers.authorization, body });
    if ("accept" in conduct) {
      if (conduct.accept === "reset") request.socket.destroy();
      return;
    }
    if (conduct.status >= 300) {
      const { status, headers, error = { code: "Failed", message: "No." } } = conduct;
      return json(response, status, { error }, headers);
    }
    if (request.method === "GET" && path.includes("/v3/teams/")) return team(path, response);
    if (request.method === "GET") return roster(path, response);
    const id = path.endsWith("/v3/conversations") ? chatWith(body) : `message-${recorded.length}`;
    return json(response, conduct.status, { id });
  }

  function team(path: string, response: ServerResponse): void {
    const [id = "", part] = (path.split("/v3/teams/")[1] ?? "").split("/").map(decodeURIComponent);
    const { channels, ...details } = teamsTold.get(id) ?? {};
    const told = part === "conversations" ? { conversations: channels } : { id, ...details };
    if (channels) json(response, 200, told);
    else json(response, 404, { error: { code: "NotFound", message: "No." } });
  }

  function roster(path: string, response: ServerResponse): void {
    const url = new URL(path, origin);
    if (url.pathname.endsWith("/pagedmembers")) {
      const from = Number(url.searchParams.get("continuationToken") ?? 0);
      const to = from + Number(url.searchParams.get("pageSize") ?? 500);
      const more = to < members.length && { continuationToken: String(to) };
      json(response, 200, { members: members.slice(from, to), ...more });
      return;
    }
    const id = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
    const found = members.find(({ objectId }) => objectId === id);
    if (found) json(response, 200, found);
    else json(response, 404, { error: { code: "MemberNotFound", message: "No." } });
  }

  return {
    issuer,
    issuerName,
    origin,
    serviceUrl,
    /** What the connector was asked for, oldest first. */
    recorded,
    /** Only what was posted or changed. */
    posted: () => recorded.filter(({ method }) => method !== "GET"),
    /** How the next calls are answered, in order; after that everything is accepted. */
    next: (...conduct: Conduct[]) => void conducts.push(...conduct),
    teamsTold,
    setMembers: (to: typeof members) => {
      members = to;
    },
    metadataReads: () => metadataReads,
    /** What createTeams and the server need in order to trust this Teams. */
    settings: {
      pace: unpaced,
      botId,
      tenantIds: [tenantId],
      serviceUrls: [serviceUrl],
      issuer: issuerName,
      metadataUrl: `${origin}/metadata`,
      credentials: async (): Promise<Credentials> => ({
        signRequest: async (request) => {
          request.headers.set("authorization", "Bearer the-bots-token");
          return request;
        },
      }),
    },
    /** An Authorization header as Teams sends it, with whatever is wrong in it. */
    authorization: (claims: Record<string, unknown> = {}, by: Issuer = issuer) =>
      bearer(by, { ...botClaims(botId, issuerName, serviceUrl), ...claims }),
    /** An activity of the person, in the place. */
    activity: (activity: object, who: Tester = anna, where: Where = personal) =>
      activityOf(serviceUrl, activity, who, where),
    close,
  };
}

export const bearer = async (issuer: Issuer, claims: Record<string, unknown>) =>
  `Bearer ${await issuer.sign(claims)}`;

/* What a person does, to be passed to `activity`. */

export const said = (text: string) => ({ type: "message", text, textFormat: "plain" });

/** In a channel or a group chat the bot is spoken to by its name. */
export const mentioning = (text: string) => ({
  ...said(`<at>Kommunpuls</at>&nbsp;${text} `),
  entities: [{ type: "mention", text: "<at>Kommunpuls</at>", mentioned: { id: `28:${botId}` } }],
});

export const pressed = (verb: string, data: object = {}, trigger: "manual" | "automatic" = "manual") => ({
  type: "invoke",
  name: "adaptiveCard/action",
  replyToId: "1700000000000",
  value: { action: { type: "Action.Execute", id: "a", verb, data }, trigger },
});

export const asked = (verb: string, data: object = {}) => ({
  type: "invoke",
  name: "task/fetch",
  replyToId: "1700000000000",
  value: {
    data: { ...data, verb, type: "task/fetch", msteams: { type: "task/fetch" } },
    context: { theme: "default" },
  },
});

export const submitted = (verb: string, data: object = {}) => ({
  type: "invoke",
  name: "task/submit",
  value: { data: { ...data, verb }, context: { theme: "default" } },
});

export const installed = { type: "installationUpdate", action: "add" };
export const removed = { type: "installationUpdate", action: "remove" };

/** A personal chat is named after the person that it was asked for with. */
function chatWith(asked: unknown): string {
  const { members } = asked as { members: { id: string }[] };
  return `a:${members[0]?.id}`;
}

let activities = 0;

function activityOf(serviceUrl: string, activity: object, who: Tester, where: Where) {
  const inChannel = where.scope === "channel";
  const isMessage = "type" in activity && activity.type === "message";
  return {
    id: `activity-${++activities}`,
    channelId: "msteams",
    serviceUrl,
    locale: "sv-FI",
    from: { id: who.userId, name: who.name, aadObjectId: who.id },
    recipient: { id: `28:${botId}`, name: "Kommunpuls" },
    conversation: {
      conversationType: where.scope === "group" ? "groupChat" : where.scope,
      tenantId: who.tenantId,
      id: inChannel && isMessage ? `${where.id};messageid=1700000000000` : where.id,
      ...(where.scope !== "personal" && { isGroup: true }),
    },
    channelData: {
      tenant: { id: who.tenantId },
      ...(inChannel && {
        team: { id: channel.id, name: "Kommunnätverket" },
        channel: { id: channel.id, name: "Allmänt" },
      }),
    },
    ...activity,
  };
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
