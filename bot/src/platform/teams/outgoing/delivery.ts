import { retryAfterMs } from "#platform/retry-after.ts";
import type { RefusalReason } from "#platform/sending/contract.ts";
import type { Delivery } from "./messenger.ts";

/** How long to wait after a 429 that does not say. */
const pauseMs = 2_000;
/** How long to wait before a connector that can't be reached, or won't know us, is tried again. */
const unreachableMs = 30_000;

/** Errors of a connection that was never made: nothing can have been posted. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** Teams' codes for a no (learn.microsoft.com, "Status codes from bot conversational APIs"). */
const reasons = new Map<string, RefusalReason>([
  ["BotNotInConversationRoster", "notInstalled"],
  ["ForbiddenOperationException", "notInstalled"],
  ["ConversationBlockedByUser", "blockedByUser"],
  ["MessageWritesBlocked", "blockedByUser"],
  ["BotDisabledByAdmin", "disabledByAdmin"],
  ["NotEnoughPermissions", "notPermitted"],
  ["InvalidBotApiHost", "wrongAddress"],
  ["MessageSizeTooBig", "tooBig"],
]);

/** Other codes of Teams, that may stand in the log; whatever else a connector says stays out of it. */
const otherCodes = new Set([
  "ActivityNotFoundInConversation",
  "Bad Argument",
  "BadArgument",
  "BadSyntax",
  "BotNotRegistered",
  "ConversationNotFound",
  "NotFound",
  "PreconditionFailed",
  "ServiceError",
  "Throttled",
  "Unauthorized",
  "Unknown",
]);

type Failure = {
  statusCode: number | undefined;
  code: string | undefined;
  /** As the connector names it, the more exact one after the other. */
  codes: readonly string[];
  retryAfter: string | undefined;
};

/**
 * What a failed call to the connector means. The connector takes no idempotency key, so whatever may have been posted
 * is `unknown` and is never repeated unasked: timeouts, resets, 408 and 5xx. A 412 is Teams' "try again": much went on in
 * the conversation at once, and nothing was posted.
 */
export function deliveryOf(error: unknown): Exclude<Delivery, { outcome: "sent" }> {
  const { statusCode, code, codes, retryAfter } = failureIn(error);
  if (statusCode === undefined)
    return code && neverConnected.has(code)
      ? { outcome: "later", afterMs: unreachableMs, unreached: true }
      : { outcome: "unknown" };
  if (statusCode === 429)
    return { outcome: "later", afterMs: retryAfterMs(retryAfter, Date.now()) ?? pauseMs };
  if (statusCode === 401) return { outcome: "later", afterMs: unreachableMs, unreached: true };
  if (statusCode === 404 || statusCode === 410) return { outcome: "gone" };
  if (statusCode === 412) return { outcome: "later", afterMs: pauseMs, unreached: true, busy: true };
  if (statusCode === 408 || statusCode >= 500 || statusCode < 400) return { outcome: "unknown" };
  const reason = reasonIn(statusCode, codes, error);
  return { outcome: "blocked", ...(reason && { reason }) };
}

/** 403, and what will never be taken as it is: 400, 413. */
function reasonIn(statusCode: number, codes: readonly string[], error: unknown): RefusalReason | undefined {
  const known = codes.map((code) => reasons.get(code)).find((reason) => reason !== undefined);
  if (known) return known;
  if (statusCode === 413) return "tooBig";
  if (statusCode !== 403) return "notAccepted";
  // Teams has no code of its own for it.
  return error instanceof Error && /archived/i.test(error.message) ? "archived" : undefined;
}

/** What the connector answered, as a word for the log: its status, and its code if that is one of Teams'. */
export function refusalIn(error: unknown): string {
  const { statusCode, codes } = failureIn(error);
  const known = codes.find((code) => reasons.has(code) || otherCodes.has(code));
  return [statusCode ?? "unreached", known ?? (codes.length > 0 ? "other code" : undefined)]
    .filter(Boolean)
    .join(" ");
}

/** The HTTP status of a failed call, where there was an answer. */
export const statusOf = (error: unknown): number | undefined => failureIn(error).statusCode;

function failureIn(error: unknown): Failure {
  if (!(error instanceof Error))
    return { statusCode: undefined, code: undefined, codes: [], retryAfter: undefined };
  const status = valueIn(error, "statusCode");
  const code = textIn(error, "code");
  const answer = valueIn(valueIn(error, "details"), "error") ?? valueIn(valueIn(error, "body"), "error");
  const inner = textIn(valueIn(answer, "innerHttpError"), "code") ?? textIn(answer, "subCode");
  return {
    statusCode: typeof status === "number" ? status : undefined,
    code,
    codes: [inner, textIn(answer, "code"), code].filter((each) => each !== undefined),
    retryAfter: headerOf(valueIn(error, "response"), "retry-after"),
  };
}

const valueIn = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function textIn(value: unknown, name: string): string | undefined {
  const text = valueIn(value, name);
  return typeof text === "string" ? text : undefined;
}

function headerOf(response: unknown, name: string): string | undefined {
  if (typeof response !== "object" || response === null) return undefined;
  const headers: unknown = Reflect.get(response, "headers");
  if (typeof headers !== "object" || headers === null || !("get" in headers)) return undefined;
  const value: unknown = typeof headers.get === "function" ? headers.get(name) : undefined;
  return typeof value === "string" ? value : undefined;
}
