import { retryAfterMs } from "#platform/retry-after.ts";
import { MeetingFailed } from "./meetings.ts";

/** A request to Graph; statuses besides success are for the asker only where expected, and MeetingFailed otherwise. */
export type CallGraph = (
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  more?: { body?: object; expected?: readonly number[] },
) => Promise<{ status: number; body: unknown }>;

type Line = {
  graphUrl: string;
  accessToken: string;
  signal: AbortSignal;
  pause(delayMs: number): Promise<void>;
};

/** Longer than this nobody should have to look at a button. */
const longestPauseMs = 5_000;
const usualPauseMs = 1_000;

/**
 * Calls Graph in a person's name. When Graph asks for patience, it is asked once more after as long as it says: what we
 * ask is harmless to repeat. https://learn.microsoft.com/graph/throttling
 */
export function graphCaller(line: Line): CallGraph {
  return async (method, path, { body, expected = [] } = {}) => {
    let response = await send(line, method, path, body);
    const delayMs = isBusy(response) ? pauseMs(response.headers.get("retry-after")) : undefined;
    if (delayMs !== undefined && delayMs <= longestPauseMs) {
      await line.pause(delayMs);
      response = await send(line, method, path, body);
    }
    if (!response.ok && !expected.includes(response.status)) throw failureOf(response);
    const text = await response.text();
    return { status: response.status, body: response.ok && text !== "" ? JSON.parse(text) : undefined };
  };
}

const send = ({ graphUrl, accessToken, signal }: Line, method: string, path: string, body?: object) =>
  fetch(graphUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      // An id that stays the same when the person moves the event between calendars.
      prefer: 'IdType="ImmutableId"',
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    redirect: "error",
    signal,
  });

const isBusy = ({ status }: Response): boolean => [429, 503, 504].includes(status);

const pauseMs = (retryAfter: string | null): number =>
  retryAfterMs(retryAfter ?? undefined, Date.now()) ?? usualPauseMs;

/** 401 and 403 after a good token: a conditional-access rule, or no right to the calendar. */
function failureOf(response: Response): MeetingFailed {
  if (response.status === 401 || response.status === 403) return new MeetingFailed("consent");
  if (isBusy(response)) return new MeetingFailed("busy");
  return new MeetingFailed("unreachable", new Error(`Graph answered ${response.status}.`));
}
