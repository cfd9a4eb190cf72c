import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { listening } from "#test/harness/listen.ts";

/** How the connector treats what is posted to one conversation. */
export type Conduct =
  | { takes: true; after?: number; answer?: "well" | "reset" | "hang" | "fail" }
  | { takes: false; status: 403 | 404 | 429; times?: number };

/** A connector that counts what it has taken for each conversation, behaves as it is told, and outlives the server. */
export async function recordingConnector() {
  const taken = new Map<string, number>();
  const conducts = new Map<string, Conduct>();

  const server = createServer((request, response) => void handle(request, response));
  const { port, close } = await listening(server);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for await (const _ of request);
    if (request.method === "GET") return answer(response, 200, { members: [] });
    if (request.method !== "POST") return answer(response, 200, { id: "changed" });

    const conversation = decodeURIComponent(/conversations\/([^/]+)/.exec(request.url ?? "")?.[1] ?? "");
    const conduct = conducts.get(conversation) ?? { takes: true };
    if (!conduct.takes) {
      if (conduct.times !== undefined && --conduct.times <= 0) conducts.delete(conversation);
      return answer(response, conduct.status, { error: { code: "No", message: "No." } });
    }
    if (conduct.after) await sleep(conduct.after);
    const count = (taken.get(conversation) ?? 0) + 1;
    taken.set(conversation, count);
    if (conduct.answer === "reset") request.socket.destroy();
    else if (conduct.answer === "fail") answer(response, 502, {});
    else if (conduct.answer !== "hang") answer(response, 201, { id: `${conversation}-${count}` });
  }

  return {
    port,
    /** How often a card has arrived in each conversation. */
    taken,
    behave: (conversation: string, conduct: Conduct) => void conducts.set(conversation, conduct),
    forgive: () => conducts.clear(),
    close,
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  const headers = { "content-type": "application/json", ...(status === 429 && { "retry-after": "1" }) };
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
