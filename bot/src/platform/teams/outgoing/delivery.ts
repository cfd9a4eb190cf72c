import type { Delivery } from "./messenger.ts";

/** How long to wait after a 429 that does not say. */
const pauseMs = 2_000;
/** How long to wait before a connector that can't be reached, or won't know us, is tried again. */
const unreachableMs = 30_000;

/** Errors of a connection that was never made: nothing can have been posted. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

type Failure = { statusCode: number | undefined; code: string | undefined; retryAfter: string | undefined };

/**
 * What a failed call to the connector means. The connector takes no idempotency key, so whatever may have been posted
 * is `unknown` and is never repeated unasked: timeouts, resets, 408, 412 and 5xx.
 */
export function deliveryOf(error: unknown): Exclude<Delivery, { outcome: "sent" }> {
  const { statusCode, code, retryAfter } = failureIn(error);
  if (statusCode === undefined)
    return code && neverConnected.has(code)
      ? { outcome: "later", afterMs: unreachableMs, unreached: true }
      : { outcome: "unknown" };
  if (statusCode === 429) return { outcome: "later", afterMs: waitOf(retryAfter) };
  if (statusCode === 401) return { outcome: "later", afterMs: unreachableMs, unreached: true };
  if (statusCode === 404 || statusCode === 410) return { outcome: "gone" };
  if (statusCode === 408 || statusCode === 412 || statusCode >= 500 || statusCode < 400)
    return { outcome: "unknown" };
  // 403, and what will never be taken as it is: 400, 413.
  return { outcome: "blocked" };
}

/** The HTTP status of a failed call, where there was an answer. */
export const statusOf = (error: unknown): number | undefined => failureIn(error).statusCode;

/** Retry-After is a number of seconds or a date. */
function waitOf(retryAfter: string | undefined): number {
  if (!retryAfter) return pauseMs;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : pauseMs;
}

function failureIn(error: unknown): Failure {
  if (!(error instanceof Error)) return { statusCode: undefined, code: undefined, retryAfter: undefined };
  const status: unknown = Reflect.get(error, "statusCode");
  const code: unknown = Reflect.get(error, "code");
  const response: unknown = Reflect.get(error, "response");
  return {
    statusCode: typeof status === "number" ? status : undefined,
    code: typeof code === "string" ? code : undefined,
    retryAfter: headerOf(response, "retry-after"),
  };
}

function headerOf(response: unknown, name: string): string | undefined {
  if (typeof response !== "object" || response === null) return undefined;
  const headers: unknown = Reflect.get(response, "headers");
  if (typeof headers !== "object" || headers === null || !("get" in headers)) return undefined;
  const value: unknown = typeof headers.get === "function" ? headers.get(name) : undefined;
  return typeof value === "string" ? value : undefined;
}
