import { randomBytes, randomUUID } from "node:crypto";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { type Access, isAdmin, type Viewer } from "./access.ts";
import type { Profile } from "./contract.ts";
import {
  ask,
  type Invitation,
  invitationMs,
  invitationUses,
  isIn,
  isValid,
  letIn,
  type Member,
  setRole,
  use,
} from "./member.ts";
import { type After, hashOf, type NetworkStore } from "./store.ts";

export type Membership = ReturnType<typeof membership>;
export type OfRequest = { tenantId: string; personId: string; requestId: string };

type Ports = { store: NetworkStore; access: Pick<Access, "mayInvite">; jobs: Jobs; clock: Clock };

/** How one comes into the network and leaves it. Each deed may be repeated, and what follows from it is planned before it. */
export function membership({ store, access, jobs, clock }: Ports) {
  const room = { jobs, clock };
  const workOn = (tenantId: string, member: Pick<Member, "id" | "requestId">, job = "network/changed") => [
    { job, work: { tenantId, personId: member.id, requestId: member.requestId } satisfies OfRequest },
  ];

  /** An invitation that holds still: whoever made it may invite yet. */
  async function standingInvitation(tenantId: string, key: string): Promise<Invitation | undefined> {
    const invitation = await store.invitation(tenantId, key);
    if (!invitation || !isValid(invitation, clock.now())) return undefined;
    const { by, byAdmin } = invitation;
    return byAdmin || (await access.mayInvite({ tenantId, id: by, name: "" })) ? invitation : undefined;
  }

  async function leave(tenantId: string, member: Member): Promise<void> {
    await following(room, workOn(tenantId, member, "network/left"), () =>
      // Left out meanwhile and back again: this membership is over, the new one is not.
      store.change(tenantId, member.id, ({ member: now }) => ({
        member: now && now.requestId !== member.requestId ? now : null,
      })),
    );
  }

  return {
    standingInvitation,

    /**
     * Asks to be let in, or changes the profile of whoever has asked or is in. With an invitation that holds one is in at
     * once; `invitationOver` where it does not. Administrators need nobody's leave, and the first of them coordinates in
     * chat too, so that somebody is told of those who ask.
     */
    async join(viewer: Viewer, profile: Profile, invitation?: string): Promise<Member> {
      const { tenantId, id } = viewer;
      const standing = await store.find(tenantId, id);
      const key = standing && isIn(standing) ? undefined : invitation;
      if (key !== undefined && !(await standingInvitation(tenantId, key)))
        throw new Refusal("invitationOver");

      const requestId = standing?.requestId ?? randomUUID();
      const deed = () =>
        store.change(
          tenantId,
          id,
          ({ member, invitation: invited, counts }): After => {
            const asked = ask(member, viewer, profile, requestId, clock.now());
            if (isIn(asked)) return { member: asked };
            if (isAdmin(viewer)) {
              const isCoordinator = counts.coordinators === 0;
              return { member: { ...letIn(asked, id, clock.now()), isCoordinator } };
            }
            if (key === undefined) return { member: asked };
            if (!invited) throw new Refusal("invitationOver");
            return {
              member: letIn(asked, invited.by, clock.now()),
              invitation: use(invited, clock.now()),
            };
          },
          key,
        );
      const after = await following(room, workOn(tenantId, { id, requestId }), deed);
      if (!after) throw new Error("Whoever asks is kept.");
      return after;
    },

    /** Letting in whoever is in already changes nothing; whoever is gone is NotFound. */
    async approve(by: Viewer, requestId: string): Promise<Member> {
      const asked = await requested(by.tenantId, requestId);
      if (isIn(asked)) return asked;
      const after = await following(room, workOn(by.tenantId, asked), () =>
        store.change(by.tenantId, asked.id, ({ member }) => {
          if (member?.requestId !== requestId) throw new NotFound("unknownRequest");
          return { member: letIn(member, by.id, clock.now()) };
        }),
      );
      return after ?? asked;
    },

    /** Nothing is kept of whoever is refused. They may ask again. Refused `alreadyMember` where they were let in. */
    async refuse(by: Viewer, requestId: string): Promise<void> {
      const asked = await store.byRequest(by.tenantId, requestId);
      if (!asked) return;
      await following(room, workOn(by.tenantId, asked), () =>
        store.change(by.tenantId, asked.id, ({ member }) => {
          if (member?.requestId !== requestId) return { member: member ?? null };
          if (isIn(member)) throw new Refusal("alreadyMember", { name: member.name });
          return { member: null };
        }),
      );
    },

    /** Leaves the network, or takes back one's asking. The last coordinator may go too: administrators coordinate in any case. */
    async leave(viewer: Viewer): Promise<void> {
      const member = await store.find(viewer.tenantId, viewer.id);
      if (member) await leave(viewer.tenantId, member);
    },

    async remove(tenantId: string, personId: string): Promise<void> {
      const member = await store.find(tenantId, personId);
      // Whoever has only asked is refused, not removed.
      if (isIn(member)) await leave(tenantId, member);
    },

    async setRole(by: Viewer, personId: string, isCoordinator: boolean): Promise<void> {
      await store.change(by.tenantId, personId, ({ member, counts }) => {
        if (!isIn(member)) throw new NotFound("unknownMember");
        const { coordinators } = counts;
        return { member: setRole(member, isCoordinator, { coordinators, byAdmin: isAdmin(by) }) };
      });
    },

    async invite(by: Viewer): Promise<{ key: string; invitation: Invitation }> {
      const key = randomBytes(24).toString("base64url");
      const expiresAt = later(clock.now(), invitationMs);
      const invitation = { by: by.id, byAdmin: isAdmin(by), expiresAt, usesLeft: invitationUses };
      await jobs.add("network/expired", { tenantId: by.tenantId, hash: hashOf(key) }, expiresAt);
      await store.addInvitation(by.tenantId, key, invitation);
      return { key, invitation };
    },
  };

  async function requested(tenantId: string, requestId: string): Promise<Member> {
    const asked = await store.byRequest(tenantId, requestId);
    if (!asked) throw new NotFound("unknownRequest");
    return asked;
  }
}
