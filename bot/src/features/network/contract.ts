import { z } from "zod";

/* The translators' network: who belongs to it, and how one comes in and leaves. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];
const text = (most: number) => z.string().max(most);
const words = (most: number) => z.strictObject({ sv: text(most), fi: text(most), en: text(most) });

/** none: outside. asked: waits for a coordinator. Coordinators run the network; administrators are coordinators too. */
export const standings = ["none", "asked", "member", "coordinator"] as const;
export type Standing = (typeof standings)[number];

/** A way that a member translates, such as from Finnish into Swedish. */
export const pair = z
  .strictObject({ from: z.enum(languages), to: z.enum(languages) })
  .refine(({ from, to }) => from !== to);
export type Pair = z.infer<typeof pair>;

export const profile = z.strictObject({
  municipality: z.string().trim().min(1).max(120),
  /** Languages that they read in the forum. */
  reads: z.array(z.enum(languages)).min(1).max(3),
  translates: z.array(pair).max(6),
  /** Subject fields, by the glossary's ids. */
  areas: z.array(z.string().max(40)).max(20),
  about: text(500),
});
export type Profile = z.infer<typeof profile>;

/** An invitation's key makes whoever holds it a member at once; without one a coordinator decides. */
export const membershipInput = z.strictObject({ profile, invitation: z.string().max(100).optional() });

export type MemberView = {
  id: string;
  name: string;
  profile: Profile;
  isCoordinator: boolean;
  joinedAt: string;
  mine: boolean;
};
export type RequestView = { id: string; name: string; profile: Profile; askedAt: string };

export type NetworkView = {
  standing: Standing;
  profile: Profile | null;
  about: Record<Language, string>;
  members: number;
  /** For coordinators: how many wait for an answer. */
  requests: number;
  /** The network's own channels: where topics and weekly cards are posted. Members and coordinators only. */
  channels: { id: string; name: string; teamName: string }[];
  membersInvite: boolean;
  fields: { id: string; name: Record<Language, string> }[];
  may: { ask: boolean; leave: boolean; invite: boolean; coordinate: boolean };
};
/** In the order of their names' sort keys, by pages. */
export type MemberList = { members: MemberView[]; next: string | null };
export type RequestList = { requests: RequestView[] };
export type Invitation = { link: string; expiresAt: string; usesLeft: number };
export type InvitationCheck = { valid: boolean; by: string | null };

export const settingsInput = z.strictObject({
  about: words(1_000),
  membersInvite: z.boolean(),
  channelIds: z.array(text(400)).max(20),
});
export const roleInput = z.strictObject({ coordinator: z.boolean() });
export const postCardInput = z.strictObject({ id: z.uuid(), placeIds: z.array(text(400)).min(1).max(500) });
