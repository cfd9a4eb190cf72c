import { z } from "zod";

/* What Teams sends, read loosely: only what is used is named, and Teams may add to it any day. */

const text = z.string().nullish();
const named = z.looseObject({ id: text, name: text }).nullish();
const channel = z.looseObject({ id: text, name: text, type: z.unknown().optional() }).nullish();
const account = z.looseObject({ id: z.string(), name: text, aadObjectId: text, role: text });

export const activitySchema = z.looseObject({
  type: z.string(),
  id: text,
  name: text,
  action: text,
  text,
  locale: text,
  timestamp: text,
  replyToId: text,
  channelId: z.string(),
  serviceUrl: z.string(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string(),
    tenantId: text,
    conversationType: text,
    isGroup: z.unknown().optional(),
    name: text,
  }),
  channelData: z
    .looseObject({
      tenant: named,
      team: z.looseObject({ id: text, name: text, aadGroupId: text }).nullish(),
      channel,
      settings: z.looseObject({ selectedChannel: channel }).nullish(),
      eventType: text,
    })
    .nullish(),
  entities: z.array(z.looseObject({ type: text, text, mentioned: named })).nullish(),
  attachments: z.array(z.looseObject({ contentType: text, content: z.unknown().optional() })).nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.looseObject({ id: z.string() })).nullish(),
  value: z.unknown().optional(),
});

/** An activity in the shape that Teams sends it. */
export type Activity = z.infer<typeof activitySchema>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The Entra object id of the person who acts; "" where Teams knows none, as of a guest of a meeting who has not signed in. */
export function personIdOf({ from }: Activity): string {
  const id = from.aadObjectId ?? "";
  return guid.test(id) ? id.toLowerCase() : "";
}

/** Bots and connectors speak in channels too: nothing is done at their word. */
export const isByBot = ({ from }: Activity): boolean => from.role === "bot" || from.id.startsWith("28:");
