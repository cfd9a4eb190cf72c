import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "#platform/telemetry/log.ts";
import { localeAsked, mayBegin, sendJson, words } from "./answer.ts";

/**
 * Runs what answers one request, to its end. A bug in it is logged once and costs this request and no other: it is
 * answered with 500, or, where the head has gone out already, its connection is closed in the middle of the answer, which
 * tells the client that it is not whole. Never rejects.
 */
export async function guarded(
  request: IncomingMessage,
  response: ServerResponse,
  { name, log }: { name: string; log: Log },
  run: () => unknown,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const errorId = log.bug(name, error);
    if (!mayBegin(response)) return;
    // What was meant for another body.
    for (const header of response.getHeaderNames())
      if (header.startsWith("content-") && header !== "content-security-policy")
        response.removeHeader(header);
    const message = words[localeAsked(request)]("broken", { errorId });
    sendJson(response, 500, { code: "broken", message, errorId });
  }
}
