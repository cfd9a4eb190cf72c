import { bounded } from "#platform/bounded.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Messenger } from "./messenger.ts";
import type { Places } from "./places.ts";
import type { Person, Place } from "./turn.ts";

type ChatRow = Key & { placeId: string };

export type Chats = ReturnType<typeof createChats>;

/** Whose personal chat is which: remembered from what the bot sees, and made where somebody wants to be written to. */
export function createChats(tables: Tables, messenger: Messenger, places: Places) {
  const chats = tables.open<ChatRow>("chats");
  // A chat keeps its id, so that what is remembered here need not be read again.
  const seenBefore = bounded<string>(10_000);

  async function remember(tenantId: string, personId: string, placeId: string): Promise<void> {
    await chats.put({ partitionKey: tenantId, rowKey: personId, placeId });
    seenBefore.set(`${tenantId}|${personId}`, placeId);
  }

  return {
    /** Whoever acts in a personal chat is whose it is. Writes only what is new. */
    async seen({ tenantId, id }: Person, place: Place): Promise<void> {
      if (place.scope !== "personal" || id === "" || tenantId !== place.tenantId) return;
      if (seenBefore.get(`${tenantId}|${id}`) !== place.id) await remember(tenantId, id, place.id);
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
      const row = await chats.get(tenantId, personId);
      // Its place is gone where the person has removed the bot.
      const known = row && (await places.find(tenantId, row.placeId));
      if (known) return known;
      const id = await messenger.chat(met, userId);
      if (id === undefined) return undefined;
      const { serviceUrl } = met;
      const chat = await places.remember({ tenantId, id, scope: "personal", serviceUrl, name: "" });
      await remember(tenantId, personId, id);
      return chat;
    },
  };
}
