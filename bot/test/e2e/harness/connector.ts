import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listening } from "#test/harness/listen.ts";

export type Connector = Awaited<ReturnType<typeof startConnector>>;
export type Posted = { method: string; placeId: string; body: unknown };

/** Teams' end of what the bot sends: takes down every message, lets in whom it is told to, and can turn a place away. */
export async function startConnector(port: number) {
  const posted: Posted[] = [];
  const refusals = new Map<string, number>();
  const members = new Map<string, string[]>();

  const server = createServer(async (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const [placeId = "", , memberId] = (path.split("/v3/conversations/")[1] ?? "")
      .split("/")
      .map(decodeURIComponent);
    const body = await text(request);
    const answer = (status: number, value: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };

    if (request.method === "GET") {
      const ids = (members.get(placeId) ?? []).map((id) => ({ id: `29:${id}`, objectId: id, name: "" }));
      if (memberId === undefined || path.endsWith("/pagedmembers")) return answer(200, { members: ids });
      const found = ids.find(({ objectId }) => objectId === memberId);
      return found ? answer(200, found) : answer(404, { error: { code: "MemberNotFound", message: "No." } });
    }
    const refusal = refusals.get(placeId);
    if (refusal) return answer(refusal, { error: { code: "Refused", message: "No." } });
    posted.push({ method: request.method ?? "", placeId, body: body ? JSON.parse(body) : undefined });
    answer(201, { id: `message-${posted.length}` });
  });
  const { close } = await listening(server, port);

  return {
    posted,
    /** Who belongs to a team or chat, by Entra id. */
    setMembers: (conversationId: string, ids: string[]) => void members.set(conversationId, ids),
    /** Turns messages to the place away with this status. */
    refuse: (placeId: string, status: number) => void refusals.set(placeId, status),
    admit: (placeId: string) => void refusals.delete(placeId),
    stop: close,
  };
}
