import { importJWK } from "jose/key/import";
import { z } from "zod";

/** A key that an issuer publishes. `endorsements` are the channels it may sign for (Bot Framework only). */
export type IssuerKey = { key: CryptoKey; endorsements: readonly string[] };

/** An issuer's keys by their id. */
export type RemoteKeys = { find(kid: string): Promise<IssuerKey | undefined> };

const deadlineMs = 5_000;
const refreshMs = 24 * 3_600_000;
/** Unknown key ids are free for anyone to send, so they cause at most one request a minute. */
const retryMs = 60_000;
/** Until the first keys have come there is nothing to serve with: try again sooner. */
const firstRetryMs = 2_000;

const metadata = z.object({ jwks_uri: z.url() });
const published = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      kid: z.string().optional(),
      use: z.string().optional(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).default([]),
    }),
  ),
});

/**
 * The keys that OpenID metadata points to, fetched when first needed and again daily or for an unknown key id.
 * The last good keys are kept for as long as the issuer can't be reached.
 */
export function remoteKeys(metadataUrl: string, now: () => number = Date.now): RemoteKeys {
  let keys = new Map<string, IssuerKey>();
  let readAt = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  function refresh(): Promise<void> {
    triedAt = now();
    reading ??= readKeys(metadataUrl)
      .then(
        (read) => {
          keys = read;
          readAt = now();
        },
        // The issuer is down: what is known goes on serving.
        () => undefined,
      )
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return {
    async find(kid) {
      const known = keys.get(kid);
      const mayTry = Math.abs(now() - triedAt) >= (keys.size === 0 ? firstRetryMs : retryMs);
      if (known) {
        if (mayTry && Math.abs(now() - readAt) > refreshMs) void refresh();
        return known;
      }
      if (reading) await reading;
      else if (mayTry) await refresh();
      return keys.get(kid);
    },
  };
}

async function readKeys(metadataUrl: string): Promise<Map<string, IssuerKey>> {
  const { jwks_uri } = metadata.parse(await readJson(metadataUrl));
  const { keys } = published.parse(await readJson(jwks_uri));
  const read = new Map<string, IssuerKey>();
  for (const { kty, kid, use = "sig", n, e, endorsements } of keys) {
    if (kty !== "RSA" || use !== "sig" || !kid || !n || !e) continue;
    const key = await importJWK({ kty, n, e }, "RS256");
    if (key instanceof CryptoKey) read.set(kid, { key, endorsements });
  }
  return read;
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(deadlineMs) });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  return response.json();
}
