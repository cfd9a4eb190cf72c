import { type Series, stateOf } from "#features/coffee/series/series.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { has, type Role } from "#platform/auth/role.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { Attending } from "./attendance.ts";

export type Viewer = Person & { roles: Role[] };
/** What somebody is to a series: an organiser, one of those who are invited, or nobody. */
export type Part = "organiser" | "member" | undefined;
export type Access = ReturnType<typeof coffeeAccess>;

/** Only so many of a series' places are looked up, and so many teams asked: Teams takes no more questions a second. */
const mostLookedUp = 200;
const mostAsked = 20;

/** Who may do what with a series, one sentence a right. */
export function coffeeAccess(messenger: Messenger, places: Places, attending: Pick<Attending, "standing">) {
  // A list asks about the same team for each of its series; every request has a viewer object of its own.
  const asked = new WeakMap<Viewer, Map<string, Promise<boolean>>>();

  async function partOf(series: Series, viewer: Viewer): Promise<Part> {
    if (series.tenantId !== viewer.tenantId) return undefined;
    const isOrganiser = has(viewer.roles, "Organiser");
    // Owners and admins organise it, whatever has become of it.
    if (isOrganiser && (series.owner.id === viewer.id || has(viewer.roles, "Admin"))) return "organiser";
    // Nobody else knows of what is not yet begun or is removed, but organisers of its teams, who prepare it together.
    if (!isShown(series) && !isOrganiser) return undefined;
    if (!(await belongsToOne(series.draft.placeIds, viewer))) return undefined;
    // Organisers who belong to one of its teams organise it; whoever belongs to one takes part.
    return isOrganiser ? "organiser" : "member";
  }

  async function belongsToOne(placeIds: readonly string[], viewer: Viewer): Promise<boolean> {
    const found = await Promise.all(
      placeIds.slice(0, mostLookedUp).map((id) => places.find(viewer.tenantId, id)),
    );
    const teams = new Map<string, Place>();
    for (const place of found) if (place) teams.set(place.teamId ?? place.id, place);
    for (const [conversationId, place] of [...teams].slice(0, mostAsked))
      if (await isMember(place, conversationId, viewer)) return true;
    return false;
  }

  function isMember(place: Place, conversationId: string, viewer: Viewer): Promise<boolean> {
    const answers = asked.get(viewer) ?? new Map<string, Promise<boolean>>();
    asked.set(viewer, answers);
    // What Teams does not confirm, or can't be asked, is no membership.
    const answer =
      answers.get(conversationId) ?? messenger.isMember(place, conversationId, viewer.id).catch(() => false);
    answers.set(conversationId, answer);
    return answer;
  }

  return {
    partOf,

    /** Fails as if the series did not exist. A removed one can only be brought back. */
    async mustOrganise(series: Series, viewer: Viewer, { evenRemoved = false } = {}): Promise<void> {
      const isThere = evenRemoved || !series.removedAt;
      if (!isThere || (await partOf(series, viewer)) !== "organiser") throw new NotFound("unknownSeries");
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
      const isElsewhere = () => belongsToOne(stored?.morePlaceIds ?? [], viewer);
      if (!isThere || !((await hasAnswered()) || (await isElsewhere()))) throw new NotFound("unknownSeries");
      return "member";
    },
  };
}

const isShown = (series: Series) => stateOf(series) !== "draft" && !series.removedAt;
