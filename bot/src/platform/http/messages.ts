import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "./answer.ts";
import { BadBody, readJson } from "./body.ts";

/** Takes what Teams posts to the bot. */
export type Receive = (
  authorization: string | undefined,
  body: unknown,
) => Promise<{ status: number; body?: unknown }>;

export type MessageDoor = {
  receive: Receive;
  /** Whether the header proves who posts: asked before anything of the body is read. */
  admits(authorization: string | undefined): Promise<boolean>;
  /** Whether somebody who is refused may be told so: false where their address has been refused too often of late. */
  mayRefuse(request: IncomingMessage): boolean;
};

/** Activities of Teams have a few KB; a message that somebody acts on comes along whole, and may have 100 KB. */
const mostBytes = 256 * 1024;

const unauthorised = { status: 401, body: { code: "unauthorised", message: "Unauthorised." } };

/**
 * Reads one activity and sends its answer. Straight on node's own server, since every vote passes here. Only who is refused
 * is counted: Teams itself may come from an address that others share, and never waits for them.
 */
export async function answerMessage(
  request: IncomingMessage,
  response: ServerResponse,
  { receive, admits, mayRefuse }: MessageDoor,
): Promise<void> {
  try {
    const { authorization } = request.headers;
    const isAdmitted = await admits(authorization);
    const { status, body } = isAdmitted
      ? await receive(authorization, await readJson(request, mostBytes))
      : unauthorised;
    if (status !== 401) return sendJson(response, status, body);
    // What was not read is not worth reading.
    response.setHeader("connection", "close");
    if (mayRefuse(request)) return sendJson(response, status, body);
    response.setHeader("retry-after", "10");
    sendJson(response, 429, { code: "tooMany", message: "Too many requests." });
  } catch (error) {
    if (!(error instanceof BadBody)) throw error;
    sendJson(response, error.status, { code: error.code, message: error.code });
  }
}
