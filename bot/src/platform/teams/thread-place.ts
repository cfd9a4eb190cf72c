/*
 * A thread of a channel is a place to post in, named as Teams names it: "<channel>;messageid=<the message that began it>".
 * It is the channel's in all but where its messages stand: nobody remembers it, and its members and limits are the channel's.
 */

export const threadIn = (channelId: string, rootId: string): string => `${channelId};messageid=${rootId}`;

/** The conversation that a place's id names, and the message that began the thread, if it is one. */
export function threadOf(placeId: string): { conversationId: string; rootId?: string } {
  const [, conversationId, rootId] = /^([^;]+);messageid=([^;]+)$/.exec(placeId) ?? [];
  return conversationId && rootId ? { conversationId, rootId } : { conversationId: placeId };
}
