import type { Viewer } from "#features/forum/topics/rights.ts";
import type { Role } from "#platform/auth/role.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";

/** What the forum must know of the network. */
export type StandingOf = (
  person: Person & { roles?: Role[] },
) => Promise<"none" | "asked" | "member" | "coordinator">;

export type Access = ReturnType<typeof forumAccess>;

/** The forum is the network's: for everybody else it is not there. */
export function forumAccess(
  standingOf: StandingOf,
  findMember: (tenantId: string, id: string) => Promise<object | undefined>,
) {
  /** Undefined for whoever is no member. In chat a person has no roles: membership alone counts there. */
  async function memberOf(person: Person & { roles?: Role[] }): Promise<Viewer | undefined> {
    const standing = await standingOf(person);
    if (standing !== "member" && standing !== "coordinator") return undefined;
    const { tenantId, id, name } = person;
    return { tenantId, id, name, isModerator: standing === "coordinator" };
  }

  async function mustBeMember(person: Person & { roles?: Role[] }): Promise<Viewer> {
    const viewer = await memberOf(person);
    if (!viewer) throw new NotFound("unknownTopic");
    return viewer;
  }

  return {
    memberOf,
    mustBeMember,

    /** Administrators moderate without being members; whoever writes has a name in the network, also for those who answer. */
    async mustHaveName({ tenantId, id }: Viewer): Promise<void> {
      if (!(await findMember(tenantId, id))) throw new Refusal("joinFirst");
    },

    async mustModerate(person: Person & { roles?: Role[] }): Promise<Viewer> {
      const viewer = await mustBeMember(person);
      if (!viewer.isModerator) throw new NotFound("unknownTopic");
      return viewer;
    },
  };
}
