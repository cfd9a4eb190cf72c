import { fromTeams, shortened } from "#platform/markdown.ts";
import { mostQuoted, type Said } from "#platform/teams/extension.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import { type Activity, personIdOf } from "./activity.ts";
import { actingIn } from "./actor.ts";
import { textOf } from "./message-text.ts";

const deeds = new Map<string, Said["deed"]>([
  ["editMessage", "edited"],
  ["undeleteMessage", "edited"],
  ["softDeleteMessage", "removed"],
]);

/** What was said, changed or taken back in a channel; undefined where Teams does not say which message it was. */
export function saidIn(activity: Activity): Said | undefined {
  const deed = activity.type === "message" ? "said" : deeds.get(activity.channelData?.eventType ?? "");
  const messageId = activity.id;
  const sentAt = [activity.timestamp ?? "", Number(messageId)].map((time) => new Date(time)).find(isValid);
  if (!deed || !messageId || !sentAt) return undefined;
  const { rootId } = threadOf(activity.conversation.id);
  let text = deed === "removed" ? "" : undefined;
  return {
    deed,
    messageId,
    threadId: rootId ?? messageId,
    // Most of what is said in channels nobody wants to know, and to turn it into Markdown costs.
    get text() {
      text ??= markdownOf(activity);
      return text;
    },
    ...(personIdOf(activity) && { person: actingIn(activity).person }),
    sentAt,
  };
}

const isValid = (date: Date): boolean => Number.isFinite(date.getTime());

/** Teams carries what was written as HTML beside the bare words. */
function markdownOf(activity: Activity): string {
  const html = activity.attachments?.find(({ contentType }) => contentType === "text/html")?.content;
  return typeof html === "string" ? fromTeams(html, mostQuoted) : shortened(textOf(activity), mostQuoted);
}
