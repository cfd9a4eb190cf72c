import { z } from "zod";
import { fromTeams, shortened } from "#platform/markdown.ts";
import { mostQuoted, mostResults, type QuotedMessage } from "#platform/teams/extension.ts";
import type { Activity } from "./activity.ts";
import { actingIn } from "./actor.ts";
import type { Incoming } from "./incoming.ts";
import type { Common } from "./invoke.ts";

/* What the message extension is asked, as Teams sends it. What does not fit is undefined. */

const mostTextLength = 500;
const mostUrlLength = 4_000;
const mostSkipped = 10_000;

const text = z.string().nullish();
const count = z.coerce.number().int().nonnegative().catch(0);

const queryValue = z.looseObject({
  commandId: z.string(),
  parameters: z.array(z.looseObject({ name: text, value: z.unknown().optional() })).nullish(),
  queryOptions: z.looseObject({ skip: count, count }).nullish(),
});

/** A look-up. Before anything is typed Teams asks with a parameter of its own, `initialRun`. */
export function lookUp(activity: Activity, common: Common): Incoming | undefined {
  const value = queryValue.safeParse(activity.value).data;
  if (!value) return undefined;
  const typed = value.parameters?.find(({ name }) => name !== "initialRun")?.value;
  const { skip = 0, count = 0 } = value.queryOptions ?? {};
  return {
    ...common,
    ...actingIn(activity),
    kind: "lookUp",
    verb: value.commandId,
    text: typeof typed === "string" ? typed.slice(0, mostTextLength).trim() : "",
    page: { skip: Math.min(skip, mostSkipped), count: Math.min(count || mostResults, mostResults) },
  };
}

const payload = z.looseObject({
  createdDateTime: text,
  linkToMessage: text,
  body: z.looseObject({ contentType: text, content: text }).nullish(),
  from: z.looseObject({ user: z.looseObject({ displayName: text }).nullish() }).nullish(),
});
const fetchValue = z.looseObject({ commandId: z.string(), messagePayload: z.unknown().optional() });

/** A deed on a message, or from the compose box. */
export function messageAction(activity: Activity, common: Common): Incoming | undefined {
  const value = fetchValue.safeParse(activity.value).data;
  if (!value) return undefined;
  const message = quoted(payload.safeParse(value.messagePayload).data ?? {});
  return { ...common, ...actingIn(activity), kind: "messageAction", verb: value.commandId, message };
}

function quoted({
  body,
  from,
  createdDateTime,
  linkToMessage,
}: Partial<z.infer<typeof payload>>): QuotedMessage {
  const content = body?.content ?? "";
  const author = from?.user?.displayName?.slice(0, 200);
  const sentAt = new Date(createdDateTime ?? "");
  return {
    text: body?.contentType === "text" ? shortened(content, mostQuoted) : fromTeams(content, mostQuoted),
    ...(author && { author }),
    ...(Number.isFinite(sentAt.getTime()) && { sentAt }),
    ...(linkToMessage && opensInTeams(linkToMessage) && { link: linkToMessage }),
  };
}

const teamsHosts = new Set(["teams.microsoft.com", "teams.cloud.microsoft"]);

/** The client says where the message is: an address of Teams, or it is left out. */
function opensInTeams(link: string): boolean {
  const url = link.length <= mostUrlLength ? URL.parse(link) : null;
  return url?.protocol === "https:" && teamsHosts.has(url.host) && !url.username;
}

const linkValue = z.looseObject({ url: z.string().max(mostUrlLength) });

/** A link of ours in a message that is being written. */
export function pastedLink(activity: Activity, common: Common): Incoming | undefined {
  const value = linkValue.safeParse(activity.value).data;
  if (!value) return undefined;
  const isKnown = activity.name === "composeExtension/queryLink";
  return { ...common, ...(isKnown && actingIn(activity)), kind: "link", url: value.url };
}
