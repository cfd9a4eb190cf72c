import { isDeepStrictEqual } from "node:util";
import { type Clock, later, minutes, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Channel, Member, Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";

/** What Teams has told is good for so long, and what it would not tell is asked again after so long. */
const readMs = minutes(60);
const refusedMs = minutes(5);
/** Of what is due, so much is asked for at a time: who opens the list does not wait for all. */
const teamsAtATime = 10;
const chatsAtATime = 10;
/** Nobody waits longer for names; what comes later stands there the next time. */
const longestWaitMs = seconds(2);
/** Teams gives no fewer than 50 members a page. */
const membersAsked = 50;
const namesShown = 3;

type Ports = {
  messenger: Pick<Messenger, "channels" | "team" | "members">;
  places: Pick<Places, "all" | "remember">;
  clock: Clock;
};

export type Directory = ReturnType<typeof createDirectory>;

/**
 * What Teams knows of the places besides what it sends: all channels of a team, and who is in a chat that has no title. Where
 * Teams does not tell, what is known already stays.
 */
export function createDirectory({ messenger, places, clock }: Ports) {
  const askAgainAt = bounded<Date>(20_000);
  // Who is in a chat is kept here alone, for as long as it is shown.
  const titles = bounded<string>(5_000);

  const keyOf = ({ tenantId }: Place, id: string) => `${tenantId}|${id}`;
  const isDue = (place: Place, id: string) =>
    (askAgainAt.get(keyOf(place, id)) ?? clock.now()) <= clock.now();

  /** Set before anything is asked, so that two who open the list ask once. */
  const asked = (place: Place, id: string, forMs: number) =>
    askAgainAt.set(keyOf(place, id), later(clock.now(), forMs));

  /**
   * `known` are places of the tenant: none of them is read again, and only what is new is written. `place` tells of the team
   * where it comes from Teams just now; what is remembered of several channels may be of several ages.
   */
  async function readTeam(
    place: Place,
    teamId: string,
    known: readonly Place[],
    isNews: boolean,
  ): Promise<void> {
    asked(place, teamId, refusedMs);
    const inTeam = known.filter((each) => each.teamId === teamId || each.id === teamId);
    const names = new Set(inTeam.map(({ teamName, groupId }) => (groupId && teamName) || ""));
    const isNamed = names.size === 1 && !names.has("");
    const [channels, told] = await Promise.all([
      messenger.channels(place, teamId),
      isNamed ? undefined : messenger.team(place, teamId),
    ]);
    if (channels) asked(place, teamId, readMs);
    const team = { teamId, ...(isNews && namesOf([place])), ...told };
    for (const changed of changedBy(team, channels ?? [], inTeam, place)) await places.remember(changed);
  }

  async function readTitle(chat: Place): Promise<void> {
    asked(chat, chat.id, refusedMs);
    const members = await messenger.members(chat, membersAsked);
    if (!members) return;
    asked(chat, chat.id, readMs);
    titles.set(keyOf(chat, chat.id), titleOf(members));
  }

  /** The chat with its members' names in place of a title, where they are known. */
  const titled = (place: Place): Place =>
    place.name || place.scope === "channel"
      ? place
      : { ...place, name: titles.get(keyOf(place, place.id)) ?? "" };

  return {
    titled,

    /** All channels of the place's team are places from now on, by the names that Teams gives them. Never throws. */
    async readTeam(place: Place): Promise<void> {
      const { teamId, tenantId } = place;
      if (teamId) await quietly(places.all(tenantId).then((known) => readTeam(place, teamId, known, true)));
    },

    /** Every place of the tenant; some of what is due is asked of Teams first. */
    async all(tenantId: string): Promise<Place[]> {
      const known = await places.all(tenantId);
      const teams = new Map(known.flatMap((place) => (place.teamId ? [[place.teamId, place] as const] : [])));
      const dueTeams = [...teams].filter(([teamId, place]) => isDue(place, teamId)).slice(0, teamsAtATime);
      const dueChats = known
        .filter((place) => place.scope !== "channel" && !place.name && isDue(place, place.id))
        .slice(0, chatsAtATime);
      if (dueTeams.length + dueChats.length === 0) return known.map(titled);
      await within(longestWaitMs, [
        ...dueTeams.map(([teamId, place]) => quietly(readTeam(place, teamId, known, false))),
        ...dueChats.map((chat) => quietly(readTitle(chat))),
      ]);
      return (dueTeams.length > 0 ? await places.all(tenantId) : known).map(titled);
    },
  };
}

type TeamNames = Pick<Place, "teamName" | "groupId" | "isArchived"> & { teamId: string };

/** What several places of a team know of it together. */
function namesOf(inTeam: readonly Place[]): Omit<TeamNames, "teamId"> {
  const teamName = inTeam.find((place) => place.teamName)?.teamName;
  const groupId = inTeam.find((place) => place.groupId)?.groupId;
  const isArchived = inTeam.find((place) => place.isArchived !== undefined)?.isArchived;
  return {
    ...(teamName && { teamName }),
    ...(groupId && { groupId }),
    ...(isArchived !== undefined && { isArchived }),
  };
}

/** The channels that were not known, and those that were by other names. */
function changedBy(
  team: TeamNames,
  channels: readonly Channel[],
  inTeam: readonly Place[],
  { tenantId, serviceUrl }: Place,
): Place[] {
  const told = new Map(channels.map((channel) => [channel.id, channel]));
  return [...new Set([...inTeam.map(({ id }) => id), ...told.keys()])].flatMap((id) => {
    const before = inTeam.find((each) => each.id === id) ?? {};
    const bare: Place = { tenantId, id, scope: "channel", serviceUrl, name: "" };
    const next: Place = { ...bare, ...namesOf(inTeam), ...before, ...team };
    const { name, channelType } = told.get(id) ?? {};
    next.name = name || next.name;
    if (channelType) next.channelType = channelType;
    return isDeepStrictEqual(before, next) ? [] : [next];
  });
}

/** As Teams itself calls such a chat: by those who are in it. */
function titleOf(members: readonly Member[]): string {
  const names = members.map(({ name }) => name.trim()).filter(Boolean);
  if (names.length <= 1) return names.join();
  const first = names.slice(0, namesShown).map((name) => name.split(" ")[0]);
  const more = names.length - first.length;
  return first.join(", ") + (more > 0 ? ` +${more}` : "");
}

/** Names are a help: without them places are called by what they are. */
const quietly = (reading: Promise<void>): Promise<void> => reading.catch(() => undefined);

async function within(ms: number, readings: Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.all(readings), late]);
  clearTimeout(timer);
}
