import { z } from "zod";
import type { Activity } from "./activity.ts";
import { actingIn } from "./actor.ts";
import type { Incoming } from "./incoming.ts";

/** What every incoming carries. */
export type Common = Pick<Incoming, "place" | "activityId" | "localeTag">;

const actionValue = z.looseObject({
  action: z.looseObject({ verb: z.string(), data: z.unknown().optional() }),
  trigger: z.string().nullish(),
});
const taskValue = z.looseObject({ data: z.looseObject({ verb: z.string() }) });

/** A pressed button, or a page of a dialog, whatever opened it; undefined for what is none of ours. */
export function pressed(activity: Activity, common: Common): Incoming | undefined {
  const acting = { ...actingIn(activity), ...(activity.replyToId && { messageId: activity.replyToId }) };
  if (activity.name === "adaptiveCard/action") {
    const value = actionValue.safeParse(activity.value).data;
    if (!value) return undefined;
    const { verb, data } = value.action;
    return { ...common, ...acting, kind: "action", verb, data, automatic: value.trigger === "automatic" };
  }
  // Teams leaves its own orders to the client (`msteams`, `type`) among the card's data.
  const value = taskValue.safeParse(activity.value).data;
  if (!value) return undefined;
  const { verb, msteams, type, ...data } = value.data;
  if (activity.name === "composeExtension/submitAction")
    return { ...common, ...actingIn(activity), kind: "messageSubmit", verb, data };
  return { ...common, ...acting, kind: activity.name === "task/fetch" ? "fetch" : "submit", verb, data };
}
