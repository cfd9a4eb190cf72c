import { jwtVerify } from "jose/jwt/verify";
import { z } from "zod";
import { bearerToken, refusalOf, takeApart } from "./bearer.ts";
import { type RemoteKeys, remoteKeys } from "./remote-keys.ts";
import { type Role, roles } from "./role.ts";
import { type SignedIn, type SignIn, Unauthorised } from "./signed-in.ts";
import { teamsClients } from "./teams-clients.ts";
import { verifiedTokens } from "./verified-tokens.ts";

export type TabSignInSettings = {
  /** The tab's own Entra application: never the bot's. */
  clientId: string;
  /** Host of the public address, as in the application's URI `api://<host>/<clientId>`. */
  host: string;
  tenantIds: readonly string[];
  /** What a token of this tenant must name as its issuer: https://login.microsoftonline.com/<tenant>/v2.0. */
  issuerOf(tenantId: string): string;
  /** Where that issuer's OpenID metadata is. */
  metadataUrlOf(tenantId: string): string;
  /** Entra object ids that hold a role besides those whom the application's roles give one. */
  adminIds: readonly string[];
  organiserIds: readonly string[];
  readerIds: readonly string[];
};

/** Tokens with many roles grow; Entra keeps them well under this. */
const mostCharacters = 8_192;
const mostTokens = 5_000;
const clockToleranceS = 60;

const claims = z.object({
  tid: z.guid(),
  oid: z.guid(),
  ver: z.literal("2.0"),
  scp: z.string().refine((scopes) => scopes.split(" ").includes("access_as_user")),
  name: z.string().default(""),
  roles: z.array(z.string()).default([]),
  exp: z.number(),
  /** Which application got the token; `appid` is its name in tokens of version 1. */
  azp: z.string().optional(),
  appid: z.string().optional(),
  /** "app" in a token that no person stands behind, where the registration asks for the claim. */
  idtyp: z.string().optional(),
});

/**
 * Signs a person in by the token that Teams gives to the tab. A token of an app and not of a person (no
 * `access_as_user`) is refused, and one for another application, such as the bot or Graph, as well; so is one that another
 * program than Teams and its kin got for a person, which would act in their name without their seeing it.
 */
export function tabSignIn(settings: TabSignInSettings, now: () => number = Date.now): SignIn {
  const audience = [settings.clientId, `api://${settings.host}/${settings.clientId}`];
  const keys = new Map<string, RemoteKeys>(
    settings.tenantIds.map((tenantId) => [tenantId, remoteKeys(settings.metadataUrlOf(tenantId), now)]),
  );
  const verified = verifiedTokens<SignedIn>(mostTokens, now);
  const lists: [readonly string[], Role][] = [
    [settings.adminIds, "Admin"],
    [settings.organiserIds, "Organiser"],
    [settings.readerIds, "Reader"],
  ];

  async function verify(token: string): Promise<SignedIn> {
    const { kid, payload } = takeApart(token);
    const { tid } = payload;
    const keysOfTenant = typeof tid === "string" ? keys.get(tid) : undefined;
    if (typeof tid !== "string" || !keysOfTenant) throw new Unauthorised("tenant");
    if (payload.iss !== settings.issuerOf(tid)) throw new Unauthorised("issuer");
    const key = await keysOfTenant.find(kid);
    if (!key) throw new Unauthorised("key");

    const proved = await jwtVerify(token, key.key, {
      algorithms: ["RS256"],
      issuer: settings.issuerOf(tid),
      audience,
      requiredClaims: ["exp", "nbf"],
      clockTolerance: clockToleranceS,
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const claimed = claims.safeParse(proved.payload);
    if (!claimed.success) throw new Unauthorised("claims");
    const { idtyp = "user", azp, appid } = claimed.data;
    if (idtyp !== "user") throw new Unauthorised("app token");
    if (!isTeams([azp, appid])) throw new Unauthorised("client");

    const signedIn = personOf(claimed.data);
    verified.keep(token, signedIn, claimed.data.exp);
    return signedIn;
  }

  function personOf({ tid, oid, name, roles: appRoles }: z.infer<typeof claims>): SignedIn {
    const id = oid.toLowerCase();
    const listed = lists
      .filter(([ids]) => ids.some((each) => each.toLowerCase() === id))
      .map(([, role]) => role);
    const held = roles.filter((role) => appRoles.includes(role) || listed.includes(role));
    return { tenantId: tid, id, name, roles: held };
  }

  return async (authorization) => {
    const token = bearerToken(authorization, mostCharacters);
    return verified.get(token) ?? verify(token);
  };
}

/** Whether a client is named, and every one that is named is one of Microsoft's. */
function isTeams(named: readonly (string | undefined)[]): boolean {
  const clients = named.filter((id) => id !== undefined);
  return clients.length > 0 && clients.every((id) => Object.hasOwn(teamsClients, id.toLowerCase()));
}
