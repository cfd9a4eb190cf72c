import type { Chats } from "#platform/teams/chats.ts";
import type { Place } from "#platform/teams/turn.ts";

/**
 * Finds a member's chat with the bot: the known one, or one made from a channel of the network. Undefined where Teams
 * refuses; throws where Teams does not answer.
 */
export function ownChats(chats: Chats, channels: (tenantId: string) => Promise<Place[]>) {
  return async (tenantId: string, personId: string): Promise<Place | undefined> => {
    const known = await chats.known(tenantId, personId);
    if (known) return known;
    const [met] = await channels(tenantId);
    // Teams takes the Entra id of a person as well as its own.
    return met && chats.chatWith(tenantId, met, personId, personId);
  };
}
