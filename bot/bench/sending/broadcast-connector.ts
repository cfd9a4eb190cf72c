import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listening } from "#test/harness/listen.ts";
import { teamsLimits } from "#test/harness/teams-limits.ts";

/** What goes wrong with a request: told before or after it was taken, or not at all. */
export type Fault = "fails" | "failsAfter" | "hangs" | "hangsAfter";

export type BroadcastConnector = Awaited<ReturnType<typeof broadcastConnector>>;

const latencyMs = 120;

/** A connector as far away as Teams' that takes what Teams is documented to take, and no more. */
export async function broadcastConnector(fault: () => Fault | undefined = () => undefined) {
  const limits = teamsLimits();
  const taken = new Map<string, number>();
  const refusals = new Map<string, number>();
  const attempts = new Map<string, number>();
  const takenAt: number[] = [];
  const listeners = new Map<string, () => void>();
  let requests = 0;
  let refused = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const now = performance.now();
    request.resume();
    requests++;
    const place = decodeURIComponent(/conversations\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? "");
    const isPost = request.method === "POST";
    if (isPost) count(attempts, place);
    const wrong = isPost ? fault() : undefined;
    if (wrong === "fails") return void later(() => answer(response, 502, {}));
    if (wrong === "hangs") return;
    const waitMs = limits.take(now, request.method === "GET" ? undefined : place);
    if (waitMs !== undefined) {
      refused++;
      if (isPost) count(refusals, place);
      const headers = { "retry-after": String(Math.ceil(waitMs / 1000)) };
      return void later(() => answer(response, 429, { error: { code: "Throttled", message: "" } }, headers));
    }
    takenAt.push(now);
    if (isPost) {
      count(taken, place);
      listeners.get(place)?.();
    }
    if (wrong === "hangsAfter") return;
    if (wrong === "failsAfter") return void later(() => answer(response, 502, {}));
    const body = request.method === "GET" ? { members: [] } : { id: `message-${takenAt.length}` };
    later(() => answer(response, isPost ? 201 : 200, body));
  }

  const server = createServer((request, response) => void handle(request, response));
  const { port, close } = await listening(server);
  return {
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    /** How many messages each conversation has taken, how many were refused there, and how many came. */
    taken,
    refusals,
    attempts,
    /** When each request was taken, by the bench's clock. */
    takenAt,
    counts: () => ({ requests, refused }),
    /** Resolves at the next message that the conversation takes. */
    next: (place: string) => new Promise<void>((resolve) => listeners.set(place, resolve)),
    close,
  };
}

const later = (deed: () => void) => setTimeout(deed, latencyMs);

const count = (counts: Map<string, number>, place: string) => counts.set(place, (counts.get(place) ?? 0) + 1);

function answer(response: ServerResponse, status: number, body: object, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
