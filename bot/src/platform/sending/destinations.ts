import { has, type Role } from "#platform/auth/role.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { PlaceView } from "./contract.ts";
import { placeView } from "./views.ts";

export type Destinations = ReturnType<typeof destinationsFor>;
type Viewer = Person & { roles: Role[] };

type Ports = {
  places: Pick<Places, "all">;
  directory: Pick<Directory, "all">;
  memberships: Pick<Memberships, "among">;
};

/**
 * Where somebody may have cards posted: where they are themselves. Administrators may post in every channel and group chat that
 * the bot is in, and so know what these are called. A personal chat is its person's alone.
 */
export function destinationsFor({ places, directory, memberships }: Ports) {
  async function reachableFor(viewer: Viewer, all: readonly Place[]): Promise<Place[]> {
    if (!has(viewer.roles, "Admin")) return memberships.among(all, viewer);
    const own = await memberships.among(all.filter(isPersonal), viewer);
    return all.filter((place) => !isPersonal(place) || own.includes(place));
  }

  return {
    async listFor(viewer: Viewer, locale: Locale): Promise<PlaceView[]> {
      const found = await reachableFor(viewer, await directory.all(viewer.tenantId));
      return found.map((place) => placeView(place, place.id, locale));
    },

    /** Fails where the person is not in each of them, in the same words as where the bot is not. */
    async mustReach(viewer: Viewer, placeIds: readonly string[]): Promise<void> {
      const wanted = new Set(placeIds);
      const known = (await places.all(viewer.tenantId)).filter(({ id }) => wanted.has(id));
      const reachable = known.length === wanted.size ? await reachableFor(viewer, known) : [];
      if (reachable.length < wanted.size) throw new NotFound("unknownPlace");
    },
  };
}

const isPersonal = ({ scope }: Place): boolean => scope === "personal";
