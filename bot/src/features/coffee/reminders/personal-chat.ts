import type { Series } from "#features/coffee/series/series.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";

const mostTried = 20;

/**
 * Finds a person's chat with the bot: the known one, or one made from a place of the series. Undefined where Teams
 * refuses; throws where Teams does not answer.
 */
export function ownChats(chats: Chats, places: Places) {
  return async ({ tenantId, draft }: Series, personId: string): Promise<Place | undefined> => {
    const known = await chats.known(tenantId, personId);
    if (known) return known;
    for (const placeId of draft.placeIds.slice(0, mostTried)) {
      const met = await places.find(tenantId, placeId);
      // Teams takes the Entra id of a person as well as its own.
      if (met) return chats.chatWith(tenantId, met, personId, personId);
    }
    return undefined;
  };
}
