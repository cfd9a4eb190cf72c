import { jwtVerify } from "jose/jwt/verify";
import { bearerToken, refusalOf, takeApart } from "#platform/auth/bearer.ts";
import { type RemoteKeys, remoteKeys } from "#platform/auth/remote-keys.ts";
import { Unauthorised } from "#platform/auth/signed-in.ts";
import { verifiedTokens } from "#platform/auth/verified-tokens.ts";
import { type IsServiceUrl, serviceUrlsFrom } from "#platform/teams/outgoing/service-url.ts";
import { type Activity, activitySchema, isByBot, personIdOf } from "./activity.ts";

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

/** What comes from Teams all right, and from a person who has no Entra id: nothing is done for them, but they may be told so. */
export class Nameless extends Unauthorised {
  // Kept out of what is printed of an error.
  readonly #activity: Activity;
  constructor(activity: Activity) {
    super("person");
    this.#activity = activity;
  }
  get activity(): Activity {
    return this.#activity;
  }
}

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
      return checked(activity.data, proof, isServiceUrl, tenantIds);
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
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const { serviceurl, exp = 0 } = proved.payload;
    if (typeof serviceurl !== "string") throw new Unauthorised("service address");

    const proof = { serviceUrl: serviceurl, channels: key.endorsements };
    verified.keep(token, proof, exp);
    return proof;
  }
}

function checked(
  activity: Activity,
  proof: Proof,
  isServiceUrl: IsServiceUrl,
  tenantIds: ReadonlySet<string>,
): Activity {
  if (activity.channelId !== channelId || !proof.channels.includes(channelId))
    throw new Unauthorised("channel");
  if (activity.serviceUrl !== proof.serviceUrl || !isServiceUrl(activity.serviceUrl))
    throw new Unauthorised("service address");

  // A link pasted by somebody who has not got the app comes without names of people or tenant, and is answered with nothing.
  if (activity.name === anonymousLink) return { ...activity, from: { id: "" } };

  const known = { ...activity, conversation: { ...activity.conversation, tenantId: tenantOf(activity) } };
  if (!tenantIds.has(known.conversation.tenantId)) throw new Unauthorised("tenant");
  const byPerson = activity.type === "message" ? !isByBot(activity) : activity.type === "invoke";
  if (byPerson && personIdOf(activity) === "") throw new Nameless(known);
  return known;
}

const anonymousLink = "composeExtension/anonymousQueryLink";

/**
 * The conversation's tenant is the one whose chat or channel it is. That of channelData is left out in some personal chats,
 * and where several organisations meet it may be the one that the person belongs to; some clients give it alone.
 */
function tenantOf({ conversation, channelData }: Activity): string {
  const { tenantId, conversationType } = conversation;
  const stated = channelData?.tenant?.id;
  if (!tenantId) return stated ?? "";
  const isOurs = stated ? stated === tenantId || isShared(conversationType) : conversationType === "personal";
  if (!isOurs) throw new Unauthorised("tenant");
  return tenantId;
}

const isShared = (conversationType: string | null | undefined): boolean =>
  conversationType === "channel" || conversationType === "groupChat";
