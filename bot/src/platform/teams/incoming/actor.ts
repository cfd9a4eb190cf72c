import type { Place, Scope } from "#platform/teams/turn.ts";
import { type Activity, isByBot } from "./activity.ts";

/* Who does something, and where, as an activity tells it. */

// Whoever comes from another organisation acts in the one whose channel it is: what they do there is kept there, under
// an object id that Entra makes unique everywhere.
export const actingIn = ({ from, conversation }: Activity) => ({
  person: {
    tenantId: conversation.tenantId ?? "",
    id: from.aadObjectId?.toLowerCase() ?? "",
    name: from.name ?? "",
  },
  userId: from.id,
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
  return {
    ...common,
    id: channel?.id ?? conversationId,
    name: channel?.name ?? conversation.name ?? "",
    ...(channelData?.team?.id && { teamId: channelData.team.id }),
    ...(channelData?.team?.name && { teamName: channelData.team.name }),
    ...(channelData?.team?.aadGroupId && { groupId: channelData.team.aadGroupId }),
  };
}

/** A personal chat is called by the person who writes to the bot in it. */
const nameOfPerson = (activity: Activity): string => (isByBot(activity) ? "" : (activity.from.name ?? ""));

function scopeOf({ conversation, channelData }: Activity): Scope {
  if (conversation.conversationType === "personal") return "personal";
  if (conversation.conversationType === "channel" || channelData?.team?.id) return "channel";
  return conversation.conversationType === "groupChat" || conversation.isGroup ? "group" : "personal";
}
