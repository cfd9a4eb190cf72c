import type { Person } from "#platform/teams/turn.ts";
import type { Role } from "./role.ts";

export type SignedIn = Person & { roles: Role[]; localeTag?: string };

/** Reads an Authorization header; throws Unauthorised for anything but a valid token of an allowed tenant. */
export type SignIn = (authorization: string | undefined) => Promise<SignedIn>;

/** Why somebody is not believed: words for the log, and none of them says who it was. */
export type Reason =
  | "header"
  | "malformed"
  | "algorithm"
  | "key"
  | "signature"
  | "expired"
  | "not yet valid"
  | "issuer"
  | "audience"
  | "tenant"
  | "claims"
  | "client"
  | "app token"
  | "activity"
  | "channel"
  | "service address"
  | "person";

/** Who asks is not proved: 401, with the same words for every cause. */
export class Unauthorised extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.name = "Unauthorised";
    this.reason = reason;
  }
}
