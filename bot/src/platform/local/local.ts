import { z } from "zod";
import type { TabSignInSettings } from "#platform/auth/tab-token.ts";
import type { LocalRoute } from "#platform/http/local-route.ts";
import type { Receive } from "#platform/http/messages.ts";
import { type Locale, localeOf } from "#platform/i18n/texts.ts";
import type { TeamsSettings } from "#platform/teams/adapter.ts";
import { botClaims, createIssuer, tabClaims } from "./issuer.ts";
import { demoBotId, demoPeople, demoTabClientId, demoTenantId, roleWords } from "./people.ts";

export type Local = {
  /** What createTeams needs besides its answer, log and words. */
  teams: Pick<
    TeamsSettings,
    "botId" | "issuer" | "metadataUrl" | "serviceUrls" | "tenantIds" | "credentials"
  >;
  /** What tabSignIn needs. */
  tab: TabSignInSettings;
  /** A tab token of a demo person, as Teams would give it to them; undefined for anybody else. */
  tokenOf(personId: string): Promise<string> | undefined;
  /** What startServer serves below /local, given the bot's own door. */
  routes(receive: Receive): LocalRoute[];
};

const metadataPath = "/local/issuer/metadata";
const keysPath = "/local/issuer/keys";

/**
 * Everything that Microsoft's cloud does for the app, on one machine: it signs people in, and it signs what the local
 * Teams client sends. The gate and the sign-in are the same as in production; only their issuer is ours.
 * `origin` is the server's own address, `connectorUrl` the one that the local Teams client listens at.
 */
export async function createLocal(origin: string, connectorUrl: string): Promise<Local> {
  // Making its key takes a tenth of a second or more, which only the first token has to wait for.
  const issuing = createIssuer();
  const issuerName = `${origin}/local/issuer`;
  const metadataUrl = origin + metadataPath;

  function tokenOf(personId: string | undefined): Promise<string> | undefined {
    const person = demoPeople.find(({ id }) => id === personId);
    return (
      person &&
      issuing.then((issuer) =>
        issuer.sign(tabClaims({ ...person, tenantId: demoTenantId }, demoTabClientId, issuerName)),
      )
    );
  }

  const metadata: LocalRoute = {
    method: "GET",
    path: metadataPath,
    handle: async () => ({ status: 200, body: (await issuing).metadata(origin + keysPath) }),
  };

  const keys: LocalRoute = {
    method: "GET",
    path: keysPath,
    handle: async () => ({ status: 200, body: (await issuing).keys() }),
  };

  const people: LocalRoute = {
    method: "GET",
    path: "/local/people",
    handle: async ({ acceptLanguage }) => ({
      status: 200,
      body: { people: demoPeople.map(shownIn(acceptLanguage)) },
    }),
  };

  const tokens: LocalRoute = {
    method: "POST",
    path: "/local/tokens",
    async handle({ body }) {
      const { personId } = tokenInput.safeParse(body).data ?? {};
      const token = await tokenOf(personId);
      if (!token) return { status: 404, body: { code: "notFound", message: "There is no such person." } };
      return { status: 200, body: { token } };
    },
  };

  // The client asks first whether anybody is there.
  const probe: LocalRoute = { method: "GET", path: "/local/messages", handle: async () => ({ status: 200 }) };

  const messages = (receive: Receive): LocalRoute => ({
    method: "POST",
    path: "/local/messages",
    async handle({ body }) {
      const { serviceUrl = "" } = addressed.safeParse(body).data ?? {};
      const issuer = await issuing;
      const token = await issuer.sign(botClaims(demoBotId, issuerName, serviceUrl));
      return receive(`Bearer ${token}`, body);
    },
  });

  return {
    teams: {
      botId: demoBotId,
      issuer: issuerName,
      metadataUrl,
      serviceUrls: [connectorUrl],
      tenantIds: [demoTenantId],
      // The local Teams client takes anybody's word.
      credentials: async () => ({ signRequest: async (request) => request }),
    },
    tab: {
      clientId: demoTabClientId,
      host: new URL(origin).host,
      tenantIds: [demoTenantId],
      issuerOf: () => issuerName,
      metadataUrlOf: () => metadataUrl,
      adminIds: [],
      organiserIds: [],
      readerIds: [],
    },
    tokenOf,
    routes: (receive) => [metadata, keys, people, tokens, probe, messages(receive)],
  };
}

const tokenInput = z.object({ personId: z.string() });
const addressed = z.looseObject({ serviceUrl: z.string() });

const shownIn = (acceptLanguage: string | undefined) => {
  const locale: Locale = localeOf(acceptLanguage?.split(",")[0]) ?? "sv";
  return ({ id, name, roles, about }: (typeof demoPeople)[number]) => ({
    id,
    name,
    role: roleWords[roles[0] ?? "none"][locale],
    about: about[locale],
  });
};
