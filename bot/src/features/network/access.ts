import { has, type Role } from "#platform/auth/role.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Standing } from "./contract.ts";
import { isIn, type Member } from "./member.ts";
import type { NetworkStore } from "./store.ts";

/** In chat nobody has roles: the member's row decides alone. */
export type Viewer = Person & { roles?: Role[] };
export type Access = ReturnType<typeof networkAccess>;

export const isAdmin = ({ roles = [] }: Viewer): boolean => has(roles, "Admin");

/** What somebody with this row is to the network. */
export function standingWith(member: Member | undefined, viewer: Viewer): Standing {
  // Administrators coordinate without being members.
  if (isAdmin(viewer)) return "coordinator";
  if (!member) return "none";
  if (!isIn(member)) return "asked";
  return member.isCoordinator ? "coordinator" : "member";
}

/** Who may do what in the network of their own tenant, one sentence a right. */
export function networkAccess(store: NetworkStore) {
  async function standingOf(viewer: Viewer): Promise<Standing> {
    if (isAdmin(viewer)) return "coordinator";
    return standingWith(await store.find(viewer.tenantId, viewer.id), viewer);
  }

  return {
    standingOf,

    /** Members see each other; for anybody else there is nothing. */
    async mustBelong(viewer: Viewer): Promise<void> {
      const standing = await standingOf(viewer);
      if (standing !== "member" && standing !== "coordinator") throw new NotFound("unknownMember");
    },

    /** Coordinators let people in, see who waits and write the settings. */
    async mustCoordinate(viewer: Viewer): Promise<void> {
      if ((await standingOf(viewer)) !== "coordinator") throw new NotFound("unknownMember");
    },

    /** Coordinators invite; members do where the settings let them. */
    async mayInvite(viewer: Viewer): Promise<boolean> {
      const standing = await standingOf(viewer);
      if (standing !== "member") return standing === "coordinator";
      return (await store.settings(viewer.tenantId)).membersInvite;
    },
  };
}
