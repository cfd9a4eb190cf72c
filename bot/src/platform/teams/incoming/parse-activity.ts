import type { Scope } from "#platform/teams/turn.ts";
import { type Activity, isByBot, personIdOf } from "./activity.ts";
import { actingIn, placeOf } from "./actor.ts";
import { saidIn } from "./channel-message.ts";
import { lookUp, messageAction, pastedLink } from "./extension-invoke.ts";
import type { Incoming } from "./incoming.ts";
import { type Common, pressed } from "./invoke.ts";
import { commandIn, isToBot } from "./message-text.ts";

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
  return { ...common, kind: "added", ...(personIdOf(activity) && actingIn(activity)) };
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
    const text = commandIn(activity);
    if (activity.type !== "message" || (text === "" && isWordless(activity, scope))) return undefined;
    return { ...common, kind: "message", text, ...actingIn(activity) };
  }
  const said = scope === "channel" ? saidIn(activity) : undefined;
  return said && { ...common, kind: "overheard", said };
}

/**
 * What asks for nothing: an answer of a card of somebody else's, a card of the message extension, and in the personal chat a
 * picture or a file.
 */
function isWordless({ value, attachments }: Activity, scope: Scope): boolean {
  const types = (attachments ?? []).map(({ contentType }) => contentType ?? "");
  const isCard = (type: string) => type.startsWith("application/vnd.microsoft.card.");
  if (value !== undefined && value !== null) return true;
  return types.some(isCard) || (scope === "personal" && types.length > 0);
}

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
  ["teamArchived", seenTeam],
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
