import type { JWTPayload } from "jose";
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { decodeJwt } from "jose/jwt/decode";
import { Unauthorised } from "./signed-in.ts";

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
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg !== "RS256" || !kid) throw new Unauthorised("algorithm");
    return { token, kid, payload: decodeJwt(token) };
  } catch {
    throw new Unauthorised("malformed");
  }
}
