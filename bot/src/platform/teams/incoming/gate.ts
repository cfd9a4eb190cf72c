import { jwtVerify } from "jose/jwt/verify";
import { bearerToken, takeApart } from "#platform/auth/bearer.ts";
import { type RemoteKeys, remoteKeys } from "#platform/auth/remote-keys.ts";
import { Unauthorised } from "#platform/auth/signed-in.ts";
import { verifiedTokens } from "#platform/auth/verified-tokens.ts";
import { type IsServiceUrl, serviceUrlsFrom } from "#platform/teams/outgoing/service-url.ts";
import { type Activity, activitySchema, isByBot } from "./activity.ts";

export type GateSettings = {
  botId: string;
  /** Exactly what the token's `iss` must be: https://api.botframework.com in the public cloud. */
  issuer: string;
  metadataUrl: string;
  serviceUrls: readonly string[];
  tenantIds: readonly string[];
};

/**
 * Stands in front of the SDK, which would let in what it should not: tokens that never expire, tokens of any tenant
 * by its emulator path, activities that name no service address. Answers with the activity, now to be believed.
 */
export type Gate = {
  /** Throws Unauthorised unless the token is good, whatever comes with it. */
  prove(authorization: string | undefined): Promise<Proof>;
  check(authorization: string | undefined, activity: unknown): Promise<Activity>;
};

/** What a verified token vouches for, besides the bot that it is meant for. */
type Proof = { serviceUrl: string; channels: readonly string[] };

/** Bot Framework tokens have some 1,200 characters. */
const mostCharacters = 4_096;
const mostTokens = 1_000;
/** The clocks of Microsoft's servers and ours may differ by this much, as in the SDK. */
const clockToleranceS = 300;
const channelId = "msteams";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createGate(
  settings: GateSettings,
  now: () => number = Date.now,
  keys: RemoteKeys = remoteKeys(settings.metadataUrl, now),
): Gate {
  const isServiceUrl = serviceUrlsFrom(settings.serviceUrls);
  const tenantIds = new Set(settings.tenantIds);
  const verified = verifiedTokens<Proof>(mostTokens, now);

  async function prove(authorization: string | undefined): Promise<Proof> {
    const token = bearerToken(authorization, mostCharacters);
    return verified.get(token) ?? verify(token);
  }

  return {
    prove,

    async check(authorization, body) {
      const proof = await prove(authorization);
      const activity = activitySchema.safeParse(body);
      if (!activity.success) throw new Unauthorised("activity");
      checkActivity(activity.data, proof, isServiceUrl, tenantIds);
      return activity.data;
    },
  };

  // The cheap checks come first: a forged token is refused before a signature is computed, and leaves nothing behind.
  async function verify(token: string): Promise<Proof> {
    const { kid, payload } = takeApart(token);
    if (payload.iss !== settings.issuer) throw new Unauthorised("issuer");
    if (payload.aud !== settings.botId) throw new Unauthorised("audience");
    const key = await keys.find(kid);
    if (!key) throw new Unauthorised("key");

    const proved = await jwtVerify(token, key.key, {
      algorithms: ["RS256"],
      issuer: settings.issuer,
      audience: settings.botId,
      requiredClaims: ["exp", "nbf", "serviceurl"],
      clockTolerance: clockToleranceS,
      currentDate: new Date(now()),
    }).catch(() => {
      throw new Unauthorised("signature or claims");
    });
    const { serviceurl, exp = 0 } = proved.payload;
    if (typeof serviceurl !== "string") throw new Unauthorised("service address");

    const proof = { serviceUrl: serviceurl, channels: key.endorsements };
    verified.keep(token, proof, exp);
    return proof;
  }
}

function checkActivity(
  activity: Activity,
  proof: Proof,
  isServiceUrl: IsServiceUrl,
  tenantIds: ReadonlySet<string>,
): void {
  if (activity.channelId !== channelId || !proof.channels.includes(channelId))
    throw new Unauthorised("channel");
  if (activity.serviceUrl !== proof.serviceUrl || !isServiceUrl(activity.serviceUrl))
    throw new Unauthorised("service address");

  const { tenantId, conversationType } = activity.conversation;
  if (!tenantId || !tenantIds.has(tenantId)) throw new Unauthorised("tenant");
  // The conversation's tenant is the one whose chat or channel it is. That of channelData is left out in some personal
  // chats, and where several organisations meet it may be the one that the person belongs to.
  const stated = activity.channelData?.tenant?.id;
  const isOurs = stated ? stated === tenantId || isShared(conversationType) : conversationType === "personal";
  if (!isOurs) throw new Unauthorised("tenant");

  // Nobody is known where a link is pasted by whoever has not got the app.
  const isAnonymous = activity.name === "composeExtension/anonymousQueryLink";
  const byPerson =
    activity.type === "message" ? !isByBot(activity) : activity.type === "invoke" && !isAnonymous;
  if (byPerson && !guid.test(activity.from.aadObjectId ?? "")) throw new Unauthorised("person");
}

const isShared = (conversationType: string | null | undefined): boolean =>
  conversationType === "channel" || conversationType === "groupChat";
