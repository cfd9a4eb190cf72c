import { Refusal } from "#platform/refusal.ts";
import type { Profile } from "./contract.ts";

/** Somebody who belongs to the network, or has asked to. What has not happened yet has no date. */
export type Member = {
  id: string;
  name: string;
  profile: Profile;
  /** Of this asking: a new one for whoever leaves and asks again. */
  requestId: string;
  isCoordinator: boolean;
  askedAt: Date;
  joinedAt?: Date;
  /** Whoever approved or invited them. */
  letInBy?: string;
};

/** Whoever is in the network; the others have asked. */
export type Joined = Member & { joinedAt: Date };

export type Invitation = {
  by: string;
  /** Administrators invite without being members. */
  byAdmin: boolean;
  expiresAt: Date;
  usesLeft: number;
};

export const invitationMs = 14 * 86_400_000;
export const invitationUses = 10;

export const isIn = (member: Member | undefined): member is Joined => member?.joinedAt !== undefined;

/** Asks to be let in; who has asked or is in already only changes their profile. */
export function ask(
  standing: Member | undefined,
  { id, name }: { id: string; name: string },
  profile: Profile,
  requestId: string,
  now: Date,
): Member {
  if (standing) return { ...standing, name, profile };
  return { id, name, profile, requestId, isCoordinator: false, askedAt: now };
}

/** Letting in whoever is in changes nothing. */
export const letIn = (member: Member, by: string, now: Date): Member =>
  isIn(member) ? member : { ...member, joinedAt: now, letInBy: by };

/** One use less. Refused `invitationOver` where its time or its uses are over. */
export function use(invitation: Invitation, now: Date): Invitation {
  if (!isValid(invitation, now)) throw new Refusal("invitationOver");
  return { ...invitation, usesLeft: invitation.usesLeft - 1 };
}

export const isValid = ({ expiresAt, usesLeft }: Invitation, now: Date): boolean =>
  usesLeft > 0 && expiresAt > now;

/**
 * Makes somebody a coordinator, or a plain member again. The last one is refused `lastCoordinator`, unless it is an
 * administrator who does it, since they coordinate in any case.
 */
export function setRole(
  member: Joined,
  isCoordinator: boolean,
  { coordinators, byAdmin }: { coordinators: number; byAdmin: boolean },
): Member {
  if (member.isCoordinator && !isCoordinator && coordinators <= 1 && !byAdmin)
    throw new Refusal("lastCoordinator");
  return { ...member, isCoordinator };
}

/**
 * A name as lists are sorted by it, as Swedish and Finnish do: å, ä and ö come last, other marks on letters make no
 * difference, and neither does the case.
 */
export function sortKey(name: string): string {
  const last: Record<string, string> = { å: "~1", ä: "~2", ö: "~3" };
  return [...name.normalize("NFC").toLowerCase()]
    .map((letter) => last[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, ""))
    .join("")
    .replace(/[^\p{L}\p{N}~ -]/gu, "")
    .trim()
    .slice(0, 100)
    .toWellFormed();
}
