import type { Locale } from "#platform/i18n/texts.ts";
import { placeName, teamNameOf } from "#platform/teams/directory/place-name.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import { type Access, standingWith, type Viewer } from "./access.ts";
import type { MemberList, MemberView, NetworkView, RequestView } from "./contract.ts";
import { isIn, type Joined, type Member } from "./member.ts";
import type { NetworkStore } from "./store.ts";

export type FieldName = NetworkView["fields"][number];
export type Views = ReturnType<typeof networkViews>;

const pageSize = 50;

type Ports = {
  store: NetworkStore;
  access: Access;
  places: Places;
  /** The glossary's subject fields: what members say they know about. */
  fields(tenantId: string): Promise<FieldName[]>;
};

/** What the tab is shown of the network. */
export function networkViews({ store, access, places, fields }: Ports) {
  /** Those of the network's channels that the bot may still write to. */
  async function channels(tenantId: string): Promise<Place[]> {
    const { channelIds } = await store.settings(tenantId);
    const found = await Promise.all(channelIds.map((id) => places.find(tenantId, id)));
    return found.filter((place) => place !== undefined);
  }

  return {
    channels,

    async network(viewer: Viewer, locale: Locale): Promise<NetworkView> {
      const { tenantId } = viewer;
      const [own, settings, counts, fieldNames] = await Promise.all([
        store.find(tenantId, viewer.id),
        store.settings(tenantId),
        store.counts(tenantId),
        fields(tenantId),
      ]);
      const standing = standingWith(own, viewer);
      const coordinates = standing === "coordinator";
      const belongs = coordinates || standing === "member";
      const shown = belongs ? await channels(tenantId) : [];
      return {
        standing,
        profile: own?.profile ?? null,
        about: settings.about,
        members: counts.members,
        requests: coordinates ? counts.requests : 0,
        channels: shown.map((place) => ({
          id: place.id,
          name: placeName(place, locale),
          teamName: teamNameOf(place, locale) ?? "",
        })),
        membersInvite: settings.membersInvite,
        fields: fieldNames.map(({ id, name }) => ({ id, name })),
        may: {
          ask: own === undefined,
          leave: own !== undefined,
          invite: await access.mayInvite(viewer),
          coordinate: coordinates,
        },
      };
    },

    async members(viewer: Viewer, after: string): Promise<MemberList> {
      const { found, next } = await store.members(viewer.tenantId, after, pageSize);
      return { members: found.map((member) => memberView(member, viewer)), next };
    },

    async requests(tenantId: string): Promise<RequestView[]> {
      return (await store.requests(tenantId)).filter((member) => !isIn(member)).map(requestView);
    },
  };
}

const memberView = ({ id, name, profile, isCoordinator, joinedAt }: Joined, viewer: Viewer): MemberView => ({
  id,
  name,
  profile,
  isCoordinator,
  joinedAt: joinedAt.toISOString(),
  mine: id === viewer.id,
});

const requestView = ({ requestId, name, profile, askedAt }: Member): RequestView => ({
  id: requestId,
  name,
  profile,
  askedAt: askedAt.toISOString(),
});
