import type { Person } from "#platform/teams/turn.ts";
import type { Role } from "./role.ts";

export type SignedIn = Person & { roles: Role[]; localeTag?: string };

/** Reads an Authorization header; throws Unauthorised for anything but a valid token of an allowed tenant. */
export type SignIn = (authorization: string | undefined) => Promise<SignedIn>;

/** Who asks is not proved: 401, with the same words for every cause. */
export class Unauthorised extends Error {
  constructor(cause: string) {
    super(cause);
    this.name = "Unauthorised";
  }
}
