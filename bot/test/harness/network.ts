import type {
  Invitation,
  MemberList,
  NetworkView,
  Profile,
  RequestList,
} from "#features/network/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Route } from "#platform/feature.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { anna, bo, chat, respondent, type TestApp } from "./harness.ts";

/* The translators' network to test with: Anna coordinates it, Bo is a member, respondents are outside. */

export const outsider = respondent(99);

export const profile: Profile = {
  municipality: "Raseborg",
  reads: ["sv", "fi"],
  translates: [{ from: "fi", to: "sv" }],
  areas: [],
  about: "",
};

/** What somebody does in the tab, through the app's door, without any role unless one is given. */
export function inNetwork(app: TestApp, who: Person, roles: Role[] = []) {
  const ask = <T>(method: Route["method"], path: string, input?: unknown) =>
    app.ask(who, roles, method, path, input) as Promise<T>;
  return {
    ask,
    view: () => ask<NetworkView>("GET", "/network"),
    join: (changes: Partial<Profile> = {}, invitation?: string) =>
      ask<NetworkView>("PUT", "/network/membership", { profile: { ...profile, ...changes }, invitation }),
    leave: () => ask<NetworkView>("DELETE", "/network/membership"),
    members: async () => (await ask<MemberList>("GET", "/network/members")).members,
    requests: async () => (await ask<RequestList>("GET", "/network/requests")).requests,
    approve: (id: string) => ask<RequestList>("POST", `/network/requests/${id}/approval`),
    refuse: (id: string) => ask<RequestList>("POST", `/network/requests/${id}/refusal`),
    remove: (id: string) => ask("DELETE", `/network/members/${id}`),
    setRole: (id: string, coordinator: boolean) => ask("PUT", `/network/members/${id}/role`, { coordinator }),
    invite: () => ask<Invitation>("POST", "/network/invitations"),
  };
}

/** An invitation's key, as it stands in its link. */
export const keyOf = ({ link }: Invitation): string => new URL(link).searchParams.get("invitation") ?? "";

/** The person's own chat with the bot, known because they have written in it. */
export async function ownChat(app: TestApp, who: Person): Promise<Place> {
  const place = { ...chat, id: `a:${who.id}` };
  await app.say(who, "hjälp", place);
  return place;
}

/** They ask, and Anna, who coordinates, lets each of them in. */
export async function admit(app: TestApp, who: Person, changes: Partial<Profile> = {}): Promise<void> {
  await inNetwork(app, who).join(changes);
  const coordinator = inNetwork(app, anna);
  for (const { id } of await coordinator.requests()) await coordinator.approve(id);
}

/** A network that Anna coordinates and Bo is a member of, with nothing waiting. */
export async function networked(app: TestApp, members: Person[] = [bo]): Promise<void> {
  // The first administrator who joins coordinates, in chat too.
  await inNetwork(app, anna, ["Admin"]).join();
  for (const member of members) await admit(app, member);
  await app.work();
}
