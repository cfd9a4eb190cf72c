import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import { SignJWT } from "jose/jwt/sign";
import { exportJWK } from "jose/key/export";
import { generateKeyPair } from "jose/key/generate/keypair";
import { teamsInBrowser } from "#platform/auth/teams-clients.ts";

/**
 * An OpenID issuer for one machine: what Microsoft's issuers are in the cloud, for demo people and tests.
 * Its key is made when it starts and never leaves the memory, so what it signed is worth nothing after a restart.
 */
export type Issuer = {
  /** The OpenID metadata, for the address where `keys` is served. */
  metadata(keysUrl: string): object;
  keys(): object;
  /** Signs the claims; nbf and exp (in an hour) are added unless they are named. */
  sign(claims: Record<string, unknown>, header?: { kid?: string }): Promise<string>;
};

const lifetimeS = 3_600;

export async function createIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  const key = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256", endorsements: ["msteams"] };
  return {
    metadata: (keysUrl) => ({ jwks_uri: keysUrl, id_token_signing_alg_values_supported: ["RS256"] }),
    keys: () => ({ keys: [key] }),
    sign(claims, header) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ nbf: now, exp: now + lifetimeS, ...claims })
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid, ...header })
        .sign(privateKey);
    },
  };
}

/** The claims of a token that Teams' service sends along with an activity. */
export const botClaims = (botId: string, issuer: string, serviceUrl: string): JWTPayload => ({
  iss: issuer,
  aud: botId,
  serviceurl: serviceUrl,
});

/** The claims of a token that Teams gives to a tab for the person who is signed in. */
export function tabClaims(
  person: { tenantId: string; id: string; name: string; roles: readonly string[] },
  clientId: string,
  issuer: string,
): JWTPayload {
  return {
    iss: issuer,
    aud: clientId,
    tid: person.tenantId,
    oid: person.id,
    name: person.name,
    roles: [...person.roles],
    scp: "access_as_user",
    azp: teamsInBrowser,
    idtyp: "user",
    ver: "2.0",
  };
}
