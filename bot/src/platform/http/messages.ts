import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "#platform/telemetry/log.ts";
import { sendJson } from "./answer.ts";
import { BadBody, readJson } from "./body.ts";

/** Takes what Teams posts to the bot. */
export type Receive = (
  authorization: string | undefined,
  body: unknown,
) => Promise<{ status: number; body?: unknown }>;

/** Activities of Teams have a few KB; a message that somebody acts on comes along whole, and may have 100 KB. */
const mostBytes = 256 * 1024;

/** Reads one activity and sends its answer. Straight on node's own server, since every vote passes here. */
export async function answerMessage(
  request: IncomingMessage,
  response: ServerResponse,
  receive: Receive,
  log: Log,
): Promise<void> {
  try {
    const activity = await readJson(request, mostBytes);
    const { status, body } = await receive(request.headers.authorization, activity);
    sendJson(response, status, body);
  } catch (error) {
    if (error instanceof BadBody)
      return sendJson(response, error.status, { code: error.code, message: error.code });
    sendJson(response, 500, {
      code: "broken",
      message: "Broken.",
      errorId: log.bug("POST /api/messages", error),
    });
  }
}
