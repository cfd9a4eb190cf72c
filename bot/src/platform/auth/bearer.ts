import type { JWTPayload } from "jose";
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { decodeJwt } from "jose/jwt/decode";
import { z } from "zod";
import { type Reason, Unauthorised } from "./signed-in.ts";

/** A token taken apart and not yet believed: good only for refusing what can't be right before it costs anything. */
export type Unproved = { token: string; kid: string; payload: JWTPayload };

/** The token of an Authorization header; throws Unauthorised unless it looks like a JWT of at most `mostCharacters`. */
export function bearerToken(authorization: string | undefined, mostCharacters: number): string {
  if (!authorization || authorization.length > mostCharacters + "Bearer ".length)
    throw new Unauthorised("header");
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new Unauthorised("header");
  return token;
}

/** Takes a token apart. Only RS256 with a key id passes: what else a header asks for (none, HS256, jku) is never looked at. */
export function takeApart(token: string): Unproved {
  const { alg, kid, payload } = parts(token);
  if (alg !== "RS256" || !kid) throw new Unauthorised("algorithm");
  return { token, kid, payload };
}

function parts(token: string) {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return { alg, kid, payload: decodeJwt(token) };
  } catch {
    throw new Unauthorised("malformed");
  }
}

const claimReasons: Record<string, Reason> = { iss: "issuer", aud: "audience", nbf: "not yet valid" };

/** What `jwtVerify` has thrown, as the reason for the log. */
export function refusalOf(error: unknown): Unauthorised {
  const { code, claim } = refused.safeParse(error).data ?? {};
  if (code === "ERR_JWT_EXPIRED") return new Unauthorised("expired");
  if (code !== "ERR_JWT_CLAIM_VALIDATION_FAILED") return new Unauthorised("signature");
  return new Unauthorised(claimReasons[claim ?? ""] ?? "claims");
}

const refused = z.object({ code: z.string(), claim: z.string().optional() });
