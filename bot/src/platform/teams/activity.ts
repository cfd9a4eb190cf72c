import { z } from "zod";
import type { Incoming } from "./incoming.ts";
import type { Place, Scope } from "./turn.ts";

/* What Teams sends, read loosely: only what is used is named, and Teams may add to it any day. */

const text = z.string().nullish();
const named = z.looseObject({ id: text, name: text }).nullish();
const account = z.looseObject({ id: z.string(), name: text, aadObjectId: text });

export const activitySchema = z.looseObject({
  type: z.string(),
  id: text,
  name: text,
  action: text,
  text,
  locale: text,
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
      team: named,
      channel: named,
      settings: z.looseObject({ selectedChannel: named }).nullish(),
      eventType: text,
    })
    .nullish(),
  entities: z.array(z.looseObject({ type: text, text, mentioned: named })).nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.looseObject({ id: z.string() })).nullish(),
  value: z.unknown().optional(),
});

/** An activity in the shape that Teams sends it. */
export type Activity = z.infer<typeof activitySchema>;

type Happening = "added" | "removed" | "seen";

/** What happened, in our own words; undefined for what the app has no use for. */
export function incomingFrom(activity: Activity): Incoming | undefined {
  const common = {
    place: placeOf(activity),
    activityId: activity.id ?? "",
    ...(activity.locale && { localeTag: activity.locale }),
  };
  if (activity.type === "message")
    return { ...common, kind: "message", text: textOf(activity), ...actingIn(activity) };
  if (activity.type === "invoke") return invoked(activity, common);
  const kind = happening(activity);
  if (kind === undefined) return undefined;
  if (kind === "removed") return { ...common, kind, place: removedPlace(activity, common.place) };
  const acting = kind === "added" && activity.from.aadObjectId ? actingIn(activity) : {};
  return { ...common, kind, ...acting };
}

/** The bot leaves a team as a whole, whichever channel the activity names; a deleted channel goes alone. */
function removedPlace({ channelData }: Activity, place: Place): Place {
  if (!place.teamId || channelData?.eventType === "channelDeleted") return place;
  return { ...place, id: place.teamId };
}

const actionValue = z.looseObject({
  action: z.looseObject({ verb: z.string(), data: z.unknown().optional() }),
  trigger: text,
});
const taskValue = z.looseObject({ data: z.looseObject({ verb: z.string() }) });

function invoked(
  activity: Activity,
  common: Pick<Incoming, "place" | "activityId" | "localeTag">,
): Incoming | undefined {
  const acting = { ...actingIn(activity), ...(activity.replyToId && { messageId: activity.replyToId }) };
  if (activity.name === "adaptiveCard/action") {
    const value = actionValue.safeParse(activity.value).data;
    if (!value) return undefined;
    const { verb, data } = value.action;
    return { ...common, ...acting, kind: "action", verb, data, automatic: value.trigger === "automatic" };
  }
  if (activity.name === "task/fetch" || activity.name === "task/submit") {
    // Teams leaves its own orders to the client (`msteams`, `type`) among the card's data.
    const value = taskValue.safeParse(activity.value).data;
    if (!value) return undefined;
    const { verb, msteams, type, ...data } = value.data;
    return { ...common, ...acting, kind: activity.name === "task/fetch" ? "fetch" : "submit", verb, data };
  }
  return undefined;
}

const byEvent: Record<string, Happening> = {
  channelCreated: "seen",
  channelRenamed: "seen",
  channelRestored: "seen",
  teamRenamed: "seen",
  teamRestored: "seen",
  channelDeleted: "removed",
  teamDeleted: "removed",
  teamHardDeleted: "removed",
};

// When a bot is installed Teams sends both an installationUpdate and a conversationUpdate: only the first is an
// arrival, so that nobody is welcomed twice.
function happening(activity: Activity): Happening | undefined {
  if (activity.type === "installationUpdate") {
    if (activity.action?.startsWith("add")) return "added";
    return activity.action?.startsWith("remove") ? "removed" : undefined;
  }
  if (activity.type !== "conversationUpdate") return undefined;
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id;
  if (activity.membersRemoved?.some(isBot)) return "removed";
  if (activity.membersAdded?.some(isBot)) return "seen";
  const event = activity.channelData?.eventType;
  return event ? byEvent[event] : undefined;
}

function placeOf(activity: Activity): Place {
  const { conversation, channelData } = activity;
  const scope = scopeOf(activity);
  const common = { tenantId: conversation.tenantId ?? "", scope, serviceUrl: activity.serviceUrl };
  // The message part ("…;messageid=1") is one thread of the channel; events name the team's first channel instead.
  const conversationId = conversation.id.split(";")[0] ?? conversation.id;
  if (scope === "personal") return { ...common, id: conversationId, name: activity.from.name ?? "" };
  if (scope === "group") return { ...common, id: conversationId, name: conversation.name ?? "" };
  const channel = channelData?.channel ?? channelData?.settings?.selectedChannel;
  return {
    ...common,
    id: channel?.id ?? conversationId,
    name: channel?.name ?? conversation.name ?? "",
    ...(channelData?.team?.id && { teamId: channelData.team.id }),
    ...(channelData?.team?.name && { teamName: channelData.team.name }),
  };
}

function scopeOf({ conversation, channelData }: Activity): Scope {
  if (conversation.conversationType === "personal") return "personal";
  if (conversation.conversationType === "channel" || channelData?.team?.id) return "channel";
  return conversation.conversationType === "groupChat" || conversation.isGroup ? "group" : "personal";
}

// Whoever comes from another organisation acts in the one whose channel it is: what they do there is kept there, under
// an object id that Entra makes unique everywhere.
const actingIn = ({ from, conversation }: Activity) => ({
  person: {
    tenantId: conversation.tenantId ?? "",
    id: from.aadObjectId?.toLowerCase() ?? "",
    name: from.name ?? "",
  },
  userId: from.id,
});

const entities: Record<string, string> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"' };

/** The words of a message, without the bot's own name, markup or doubled spaces. */
function textOf(activity: Activity): string {
  const mentions = (activity.entities ?? []).filter(
    ({ type, mentioned }) => type === "mention" && mentioned?.id === activity.recipient.id,
  );
  return mentions
    .reduce(
      (rest, mention) => (mention.text ? rest.replaceAll(mention.text, " ") : rest),
      activity.text ?? "",
    )
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/&(nbsp|amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
