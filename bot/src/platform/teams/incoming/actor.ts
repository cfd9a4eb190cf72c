import { channelTypes, type Place, type Scope } from "#platform/teams/turn.ts";
import { type Activity, isByBot, personIdOf } from "./activity.ts";

/* Who does something, and where, as an activity tells it. */

// Whoever comes from another organisation acts in the one whose channel it is: what they do there is kept there, under
// an object id that Entra makes unique everywhere.
export const actingIn = (activity: Activity) => ({
  person: {
    tenantId: activity.conversation.tenantId ?? "",
    id: personIdOf(activity),
    name: activity.from.name ?? "",
  },
  userId: activity.from.id,
});

export function placeOf(activity: Activity): Place {
  const { conversation, channelData } = activity;
  const scope = scopeOf(activity);
  const common = { tenantId: conversation.tenantId ?? "", scope, serviceUrl: activity.serviceUrl };
  // The message part ("…;messageid=1") is one thread of the channel; events name the team's first channel instead.
  const conversationId = conversation.id.split(";")[0] ?? conversation.id;
  if (scope === "personal") return { ...common, id: conversationId, name: nameOfPerson(activity) };
  if (scope === "group") return { ...common, id: conversationId, name: conversation.name ?? "" };
  const channel = channelData?.channel ?? channelData?.settings?.selectedChannel;
  const channelType = channelTypes.find((each) => each === channel?.type);
  return {
    ...common,
    id: channel?.id ?? conversationId,
    name: channel?.name ?? conversation.name ?? "",
    ...(channelData?.team?.id && { teamId: channelData.team.id }),
    ...(channelData?.team?.name && { teamName: channelData.team.name }),
    ...archivedBy(channelData?.eventType),
    ...(channelData?.team?.aadGroupId && { groupId: channelData.team.aadGroupId }),
    ...(channelType && { channelType }),
  };
}

/** A personal chat is called by the person who writes to the bot in it. */
const nameOfPerson = (activity: Activity): string => (isByBot(activity) ? "" : (activity.from.name ?? ""));

function archivedBy(eventType: string | null | undefined): Pick<Place, "isArchived"> {
  if (eventType === "teamArchived") return { isArchived: true };
  return eventType === "teamUnarchived" || eventType === "teamRestored" ? { isArchived: false } : {};
}

function scopeOf({ conversation, channelData }: Activity): Scope {
  if (conversation.conversationType === "personal") return "personal";
  if (conversation.conversationType === "channel" || channelData?.team?.id) return "channel";
  return conversation.conversationType === "groupChat" || conversation.isGroup ? "group" : "personal";
}
