import { type Activity, isByBot } from "./activity.ts";
import { actingIn, placeOf } from "./actor.ts";
import { saidIn } from "./channel-message.ts";
import { lookUp, messageAction, pastedLink } from "./extension-invoke.ts";
import type { Incoming } from "./incoming.ts";
import { type Common, pressed } from "./invoke.ts";
import { isToBot, textOf } from "./message-text.ts";

type Happening = { kind: "added" | "removed" | "seen"; isWholeTeam?: true };

/** What happened, in our own words; undefined for what the app has no use for. */
export function incomingFrom(activity: Activity): Incoming | undefined {
  const common = {
    place: placeOf(activity),
    activityId: activity.id ?? "",
    ...(activity.locale && { localeTag: activity.locale }),
  };
  if (activity.type === "invoke") return invokes.get(activity.name ?? "")?.(activity, common);
  if (activity.type.startsWith("message")) return written(activity, common);
  const happened = happening(activity);
  if (happened?.kind !== "added") return happened && { ...common, ...happened, kind: happened.kind };
  return { ...common, kind: "added", ...(activity.from.aadObjectId && actingIn(activity)) };
}

const invokes = new Map<string, (activity: Activity, common: Common) => Incoming | undefined>([
  ["adaptiveCard/action", pressed],
  ["task/fetch", pressed],
  ["task/submit", pressed],
  ["composeExtension/query", lookUp],
  ["composeExtension/fetchTask", messageAction],
  ["composeExtension/submitAction", pressed],
  ["composeExtension/queryLink", pastedLink],
  ["composeExtension/anonymousQueryLink", pastedLink],
]);

/** A message to the bot; or one in a channel that may be heard. What else is said in group chats is nobody's business. */
function written(activity: Activity, common: Common): Incoming | undefined {
  if (isByBot(activity)) return undefined;
  const { scope } = common.place;
  if (scope === "personal" || isToBot(activity)) {
    const text = textOf(activity);
    if (activity.type !== "message" || (text === "" && hasCard(activity))) return undefined;
    return { ...common, kind: "message", text, ...actingIn(activity) };
  }
  const said = scope === "channel" ? saidIn(activity) : undefined;
  return said && { ...common, kind: "overheard", said };
}

/** A card of the message extension, sent to the bot itself, asks for nothing. */
const hasCard = ({ attachments }: Activity): boolean =>
  attachments?.some(({ contentType }) => contentType?.startsWith("application/vnd.microsoft.card.")) ?? false;

const seen: Happening = { kind: "seen" };
const removed: Happening = { kind: "removed" };
const seenTeam: Happening = { ...seen, isWholeTeam: true };
const removedTeam: Happening = { ...removed, isWholeTeam: true };

const byEvent = new Map<string, Happening>([
  ["channelCreated", seen],
  ["channelRenamed", seen],
  ["channelRestored", seen],
  ["teamRenamed", seenTeam],
  ["teamRestored", seenTeam],
  ["teamUnarchived", seenTeam],
  ["channelDeleted", removed],
  ["teamDeleted", removedTeam],
  ["teamHardDeleted", removedTeam],
]);

// When a bot is installed Teams sends both an installationUpdate and a conversationUpdate: only the first is an
// arrival, so that nobody is welcomed twice.
function happening(activity: Activity): Happening | undefined {
  if (activity.type === "installationUpdate") {
    if (activity.action?.startsWith("add")) return { kind: "added" };
    return activity.action?.startsWith("remove") ? removedTeam : undefined;
  }
  if (activity.type !== "conversationUpdate") return undefined;
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id;
  const eventType = activity.channelData?.eventType ?? "";
  // From a private or shared channel the bot is taken alone (channelMemberRemoved): it stays in the others.
  if (activity.membersRemoved?.some(isBot)) return eventType === "teamMemberRemoved" ? removedTeam : removed;
  if (activity.membersAdded?.some(isBot)) return seen;
  return byEvent.get(eventType);
}
