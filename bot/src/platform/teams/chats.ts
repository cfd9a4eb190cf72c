import { type Clock, isFresh, later, minutes, wallClock } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Messenger } from "./outgoing/messenger.ts";
import type { Places } from "./places.ts";
import type { Person, Place } from "./turn.ts";

/** Both ways: `person|<id>` holds the place's id, `place|<id>` the person's. */
type ChatRow = Key & { with: string };

const maxAgeMs = minutes(10);

export type Chats = ReturnType<typeof createChats>;

/** Whose personal chat is which: remembered from what the bot sees, and made where somebody wants to be written to. */
export function createChats(tables: Tables, messenger: Messenger, places: Places, clock: Clock = wallClock) {
  const chats = tables.open<ChatRow>("chats");
  // A chat keeps its id; another replica may have heard meanwhile that the bot was removed from it.
  const seenBefore = bounded<{ placeId: string; until: Date }>(10_000);

  async function known(tenantId: string, personId: string): Promise<Place | undefined> {
    const row = await chats.get(tenantId, `person|${personId}`);
    // The place is gone where the person has removed the bot.
    return row && places.find(tenantId, row.with);
  }

  async function remember(tenantId: string, personId: string, placeId: string): Promise<void> {
    await chats.batch(tenantId, [
      { put: { partitionKey: tenantId, rowKey: `person|${personId}`, with: placeId } },
      { put: { partitionKey: tenantId, rowKey: `place|${placeId}`, with: personId } },
    ]);
    keep(tenantId, personId, placeId);
  }

  function keep(tenantId: string, personId: string, placeId: string): void {
    seenBefore.set(`${tenantId}|${personId}`, { placeId, until: later(clock.now(), maxAgeMs) });
  }

  return {
    /** The person's chat with the bot, if there is one. */
    known,

    /** Whose chat the place is. */
    async personIn({ tenantId, id }: Place): Promise<string | undefined> {
      return (await chats.get(tenantId, `place|${id}`))?.with;
    },

    /** Whoever acts in a personal chat is whose it is. Writes only what is new. */
    async seen({ tenantId, id }: Person, place: Place): Promise<void> {
      if (place.scope !== "personal" || id === "" || tenantId !== place.tenantId) return;
      const before = seenBefore.get(`${tenantId}|${id}`);
      if (before?.placeId === place.id && isFresh(before.until, maxAgeMs, clock.now())) return;
      const row = await chats.get(tenantId, `person|${id}`);
      if (row?.with === place.id) keep(tenantId, id, place.id);
      else await remember(tenantId, id, place.id);
    },

    /** The bot was removed from a personal chat. */
    async forget({ tenantId, id }: Place): Promise<void> {
      const row = await chats.get(tenantId, `place|${id}`);
      if (!row) return;
      const own = await chats.get(tenantId, `person|${row.with}`);
      // They may have another chat by now.
      if (own?.with === id) await chats.remove(own);
      await chats.remove({ partitionKey: tenantId, rowKey: `place|${id}` });
      seenBefore.delete(`${tenantId}|${row.with}`);
    },

    /**
     * The person's chat with the bot, made if need be: `met` is a place where the person is, `userId` their id in it
     * (29:…). Undefined where Teams refuses. Asking twice makes one chat. Throws where Teams does not answer.
     */
    async chatWith(
      tenantId: string,
      met: Place,
      personId: string,
      userId: string,
    ): Promise<Place | undefined> {
      const found = await known(tenantId, personId);
      if (found) return found;
      const id = await messenger.chat(met, userId);
      if (id === undefined) return undefined;
      const { serviceUrl } = met;
      const chat = await places.remember({ tenantId, id, scope: "personal", serviceUrl, name: "" });
      await remember(tenantId, personId, id);
      return chat;
    },
  };
}
