import type { Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Destinations } from "#platform/sending/destinations.ts";
import { sendingRoutes } from "#platform/sending/routes.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { SendingViews } from "#platform/sending/views.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Scope } from "#platform/teams/turn.ts";
import type { Access } from "./access.ts";
import {
  type Invitation,
  type InvitationCheck,
  membershipInput,
  postCardInput,
  type RequestList,
  roleInput,
  settingsInput,
} from "./contract.ts";
import type { Membership } from "./membership.ts";
import type { memberNames } from "./names.ts";
import { cardGroup } from "./notifications.ts";
import type { NetworkStore } from "./store.ts";
import type { Views } from "./view.ts";

type Ports = {
  store: NetworkStore;
  access: Access;
  membership: Membership;
  names: ReturnType<typeof memberNames>;
  views: Views;
  places: Places;
  sender: Sender;
  sendings: SendingViews;
  destinations: Destinations;
  clock: Clock;
  tabLink(page: string): string;
};

/** The network for the tab: joined, left, seen and run. */
export function networkApi(ports: Ports): Route[] {
  const { store, access, membership, names, views, places, sender, sendings, destinations, clock, tabLink } =
    ports;

  async function requests(tenantId: string): Promise<RequestList> {
    return { requests: await views.requests(tenantId) };
  }

  async function mustKnow(
    tenantId: string,
    placeIds: readonly string[],
    scopes: readonly Scope[],
  ): Promise<void> {
    const found = await Promise.all(placeIds.map((id) => places.find(tenantId, id)));
    if (!found.every((place) => place && scopes.includes(place.scope))) throw new Refusal("unknownPlace");
  }

  return [
    route({
      method: "GET",
      path: "/network",
      about: "How the person stands in the network, and what they may do.",
      role: "anyone",
      handle: ({ person, locale }) => views.network(person, locale),
    }),
    route({
      method: "PUT",
      path: "/network/membership",
      about: "Asks to be let in, or changes one's profile. With an invitation that holds, one is in at once.",
      role: "anyone",
      input: membershipInput,
      async handle({ person, input, locale }) {
        await membership.join(person, input.profile, input.invitation);
        names.forget(person.tenantId, person.id);
        return views.network(person, locale);
      },
    }),
    route({
      method: "DELETE",
      path: "/network/membership",
      about: "Leaves the network, or takes back one's asking. What is kept of the person goes.",
      role: "anyone",
      async handle({ person, locale }) {
        await membership.leave(person);
        names.forget(person.tenantId, person.id);
        return views.network(person, locale);
      },
    }),
    route({
      method: "GET",
      path: "/network/invitations/:key",
      about: "Whether an invitation holds, and who invites.",
      role: "anyone",
      async handle({ person, params }): Promise<InvitationCheck> {
        const { tenantId } = person;
        const found = await membership.standingInvitation(tenantId, params.key ?? "");
        if (!found) return { valid: false, by: null };
        return { valid: true, by: (await names.of(tenantId, [found.by])).get(found.by) ?? null };
      },
    }),
    route({
      method: "POST",
      path: "/network/invitations",
      about: "A new invitation, for ten people within two weeks. Each call makes another.",
      role: "anyone",
      async handle({ person }): Promise<Invitation> {
        if (!(await access.mayInvite(person))) throw new NotFound("unknownMember");
        const { key, invitation } = await membership.invite(person);
        return {
          link: tabLink(`/network/join?invitation=${key}`),
          expiresAt: invitation.expiresAt.toISOString(),
          usesLeft: invitation.usesLeft,
        };
      },
    }),
    route({
      method: "GET",
      path: "/network/members",
      about: "The members by name, in pages: `?after=` is the page before's `next`.",
      role: "anyone",
      async handle({ person, query }) {
        await access.mustBelong(person);
        // It comes out of an address, where anything may stand.
        return views.members(person, (query.after ?? "").toWellFormed().slice(0, 200));
      },
    }),
    route({
      method: "DELETE",
      path: "/network/members/:id",
      about: "Removes a member, with what is kept of them. Repeated, it changes nothing.",
      role: "anyone",
      async handle({ person, params }) {
        await access.mustCoordinate(person);
        await membership.remove(person.tenantId, personIdIn(params));
        names.forget(person.tenantId, personIdIn(params));
        return {};
      },
    }),
    route({
      method: "PUT",
      path: "/network/members/:id/role",
      about: "Makes a member a coordinator, or a plain member again.",
      role: "anyone",
      input: roleInput,
      async handle({ person, params, input }) {
        await access.mustCoordinate(person);
        await membership.setRole(person, personIdIn(params), input.coordinator);
        return {};
      },
    }),
    route({
      method: "GET",
      path: "/network/requests",
      about: "Those who have asked and wait, the longest first.",
      role: "anyone",
      async handle({ person }) {
        await access.mustCoordinate(person);
        return requests(person.tenantId);
      },
    }),
    route({
      method: "POST",
      path: "/network/requests/:id/approval",
      about: "Lets somebody in. Approving twice is harmless.",
      role: "anyone",
      async handle({ person, params }) {
        await access.mustCoordinate(person);
        const { id } = await membership.approve(person, requestIdIn(params));
        names.forget(person.tenantId, id);
        return requests(person.tenantId);
      },
    }),
    route({
      method: "POST",
      path: "/network/requests/:id/refusal",
      about: "Does not let somebody in; nothing is kept of the request. Refusing twice is harmless.",
      role: "anyone",
      async handle({ person, params }) {
        await access.mustCoordinate(person);
        await membership.refuse(person, requestIdIn(params));
        return requests(person.tenantId);
      },
    }),
    route({
      method: "PUT",
      path: "/network/settings",
      about: "What the network says of itself, whether members invite, and its own channels.",
      role: "anyone",
      input: settingsInput,
      async handle({ person, input, locale }) {
        await access.mustCoordinate(person);
        const channelIds = [...new Set(input.channelIds)];
        // Topics live in threads, which group chats do not have.
        await mustKnow(person.tenantId, channelIds, ["channel"]);
        const before = new Set((await store.settings(person.tenantId)).channelIds);
        await destinations.mustReach(
          person,
          channelIds.filter((id) => !before.has(id)),
        );
        await store.saveSettings(person.tenantId, { ...input, channelIds });
        return views.network(person, locale);
      },
    }),
    route({
      method: "GET",
      path: "/network/places",
      about: "Where the person may have the network's card posted; the channels can be its own.",
      role: "anyone",
      async handle({ person, locale }) {
        await access.mustCoordinate(person);
        const all = await destinations.listFor(person, locale);
        return { places: all.filter(({ scope }) => scope !== "personal") };
      },
    }),
    route({
      method: "POST",
      path: "/network/card",
      about:
        "Posts the card that one asks to join by. The id is the client's, so that a repeat posts nothing twice.",
      role: "anyone",
      input: postCardInput,
      async handle({ person, input, locale }) {
        const { tenantId, name } = person;
        await access.mustCoordinate(person);
        const placeIds = [...new Set(input.placeIds)];
        await mustKnow(tenantId, placeIds, ["channel", "group"]);
        await destinations.mustReach(person, placeIds);
        const standing = await sender.find(tenantId, input.id);
        if (standing && standing.group !== cardGroup) throw new NotFound("unknownMember");
        const card = { group: cardGroup, message: "network/card", subject: {}, at: clock.now(), by: name };
        await sender.plan({ tenantId, id: input.id, ...card }, placeIds);
        return sendings.one(tenantId, cardGroup, input.id, locale);
      },
    }),
    ...sendingRoutes({
      path: "/network/card",
      role: "anyone",
      sender,
      views: sendings,
      async groupFor({ person }) {
        await access.mustCoordinate(person);
        return cardGroup;
      },
    }),
  ];
}

// They come out of an address, where anything may stand: a key must be short and well-formed.
const personIdIn = ({ id = "" }: Record<string, string>) => id.toWellFormed().slice(0, 100);
const requestIdIn = personIdIn;
