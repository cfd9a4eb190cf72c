import { type Series, stateOf } from "#features/coffee/series/series.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { has, type Role } from "#platform/auth/role.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Attending } from "./attendance.ts";

export type Viewer = Person & { roles: Role[] };
/** What somebody is to a series: an organiser, one of those who are invited, or nobody. */
export type Part = "organiser" | "member" | undefined;
export type Access = ReturnType<typeof coffeeAccess>;

/** Who may do what with a series, one sentence a right. */
export function coffeeAccess(
  memberships: Pick<Memberships, "isInOne">,
  attending: Pick<Attending, "standing">,
) {
  /** Owners organise their own series, administrators all, whatever has become of it; nobody else does, wherever it is sent. */
  function organises(series: Series, viewer: Viewer): boolean {
    if (series.tenantId !== viewer.tenantId || !has(viewer.roles, "Organiser")) return false;
    return series.owner.id === viewer.id || has(viewer.roles, "Admin");
  }

  async function partOf(series: Series, viewer: Viewer): Promise<Part> {
    if (organises(series, viewer)) return "organiser";
    // Nobody else knows of what is not yet begun or is removed.
    if (series.tenantId !== viewer.tenantId || !isShown(series)) return undefined;
    return (await memberships.isInOne(series.draft.placeIds, viewer)) ? "member" : undefined;
  }

  return {
    organises,
    partOf,

    /** Fails as if the series did not exist. A removed one can only be brought back. */
    mustOrganise(series: Series, viewer: Viewer, { evenRemoved = false } = {}): void {
      const isThere = evenRemoved || !series.removedAt;
      if (!isThere || !organises(series, viewer)) throw new NotFound("unknownSeries");
    },

    /** As the person's part in it; fails as if it did not exist where they have none. */
    async mustTakePart(series: Series, viewer: Viewer): Promise<"organiser" | "member"> {
      const part = series.removedAt ? undefined : await partOf(series, viewer);
      if (!part) throw new NotFound("unknownSeries");
      return part;
    },

    /** As the person's part in one session: whoever is invited to it elsewhere, or has answered it, is a member of it. */
    async mustTakePartIn(session: Session, viewer: Viewer): Promise<"organiser" | "member"> {
      const { series, stored } = session;
      const part = series.removedAt ? undefined : await partOf(series, viewer);
      if (part) return part;
      const isThere = series.tenantId === viewer.tenantId && isShown(series);
      // Nobody answers but where it was posted; of a large series not all places are asked who belongs to them.
      const hasAnswered = async () => (await attending.standing(session, viewer.id)).answer !== null;
      const isElsewhere = () => memberships.isInOne(stored?.morePlaceIds ?? [], viewer);
      if (!isThere || !((await hasAnswered()) || (await isElsewhere()))) throw new NotFound("unknownSeries");
      return "member";
    },
  };
}

const isShown = (series: Series) => stateOf(series) !== "draft" && !series.removedAt;
