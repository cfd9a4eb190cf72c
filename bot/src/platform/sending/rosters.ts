import { type Clock, isFresh, later, minutes } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Messenger } from "#platform/teams/outgoing/messenger.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";

/** Teams refreshes a card for at most this many named people; in a larger place the shared card must do. */
const mostRefreshed = 60;
const maxAgeMs = minutes(10);

export type Rosters = ReturnType<typeof rosters>;

/**
 * Whom a card in a place is refreshed for. Asking Teams costs a request of the same rate as a post, so the answer is
 * remembered for some minutes: a second card to the same places asks no more.
 */
export function rosters({ messenger, clock }: { messenger: Pick<Messenger, "members">; clock: Clock }) {
  const known = bounded<{ userIds: string[]; until: Date }>(5_000);

  return {
    /** For `refresh.userIds`; empty in a personal chat, in a large place, and where Teams does not tell. */
    async refreshedIn(place: Place): Promise<string[]> {
      if (place.scope === "personal") return [];
      const key = `${place.tenantId}|${threadOf(place.id).conversationId}`;
      const cached = known.get(key);
      if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.userIds;
      const members = await messenger.members(place, mostRefreshed + 1).catch(() => undefined);
      // A card without its refresh is better than none. Nobody tells while Teams has asked to wait: the post waits too,
      // its card is drawn anew after that, and must ask again.
      if (!members) return [];
      const userIds = members.length <= mostRefreshed ? members.map(({ userId }) => userId) : [];
      known.set(key, { userIds, until: later(clock.now(), maxAgeMs) });
      return userIds;
    },
  };
}
