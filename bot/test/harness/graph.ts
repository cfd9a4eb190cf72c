import { createServer, type IncomingMessage } from "node:http";
import https from "node:https";
import { connect } from "node:net";
import { json, text } from "node:stream/consumers";
import { listening } from "./listen.ts";

/* Entra and Graph as far as a meeting's life takes, on this machine. The credential is the real one, told nothing else
   than in the cloud: what this process says to Entra's address goes to the fake. */

type Asked = { method: string; path: string; headers: IncomingMessage["headers"]; body: unknown };
type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "silence" | "break";
type Event = { id: string; transactionId: string; wished: string };

const entra = "login.microsoftonline.com";
export const graphJoinUrl = "https://teams.microsoft.com/l/meetup-join/1";

/** What was asked of the cloud and what stands in the calendar; `next` are answered in place of what Graph would say. */
export async function fakeCloud() {
  const asked: Asked[] = [];
  const next: Answer[] = [];
  const nextOfEntra: Answer[] = [];
  const events: Event[] = [];
  const server = createServer((request, response) => {
    void respond(request).then((answer) => {
      if (answer === "silence") return;
      if (answer === "break") return void request.socket.destroy();
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    });
  });
  const { port, close } = await listening(server);
  const connectToWorld = https.globalAgent.createConnection;
  https.globalAgent.createConnection = (options) => {
    if (options.host !== entra) throw new Error(`Nobody asked for ${options.host}.`);
    return connect({ port, host: "127.0.0.1" });
  };

  async function respond(request: IncomingMessage): Promise<Answer> {
    const { method = "", url: path = "", headers } = request;
    const toEntra = headers.host === entra;
    const body = toEntra
      ? Object.fromEntries(new URLSearchParams(await text(request)))
      : headers["content-length"] || headers["transfer-encoding"]
        ? await json(request)
        : undefined;
    asked.push({ method, path, headers, body });
    if (toEntra) return nextOfEntra.shift() ?? granted;
    return next.shift() ?? graph(method, path, body as { transactionId: string });
  }

  /** As Graph does: the same wish by the same transaction is answered with the event that stands. */
  function graph(method: string, path: string, wished: { transactionId: string }): Answer {
    const asWished = JSON.stringify(wished);
    const seen = ({ id }: Event) => ({ id, onlineMeeting: { joinUrl: graphJoinUrl } });
    if (method === "POST" && path === "/v1.0/me/events") {
      const standing = events.find(({ transactionId }) => transactionId === wished.transactionId);
      if (standing && standing.wished !== asWished) return { status: 409 };
      const event = standing ?? {
        id: `event/${events.length}=`,
        transactionId: wished.transactionId,
        wished: asWished,
      };
      if (!standing) events.push(event);
      return { status: 201, body: seen(event) };
    }
    if (path.startsWith("/v1.0/me/events?")) {
      const filter = new URL(path, "http://x").searchParams.get("$filter");
      const value = events.filter(({ transactionId }) => filter === `transactionId eq '${transactionId}'`);
      return { status: 200, body: { value: value.map(({ id }) => ({ id })) } };
    }
    const [, id = "", deed] = /^\/v1\.0\/me\/events\/([^/?]+)(\/cancel)?/.exec(path) ?? [];
    const at = events.findIndex((each) => each.id === decodeURIComponent(id));
    const event = events[at];
    if (!event) return lost;
    if (method === "DELETE" || deed) events.splice(at, 1);
    if (deed) return { status: 202 };
    return method === "DELETE" ? { status: 204 } : { status: 200, body: seen(event) };
  }

  return {
    graphUrl: `http://127.0.0.1:${port}/v1.0`,
    asked,
    next,
    nextOfEntra,
    events,
    ofGraph: () => asked.filter(({ headers }) => headers.host !== entra),
    forget() {
      for (const kept of [asked, next, nextOfEntra, events]) kept.length = 0;
    },
    close() {
      https.globalAgent.createConnection = connectToWorld;
      return close();
    },
  };
}

const lost = { status: 404, body: { error: { code: "ErrorItemNotFound" } } };

const granted = {
  status: 200,
  body: {
    token_type: "Bearer",
    expires_in: 3600,
    access_token: "token for Graph",
    scope: "Calendars.ReadWrite",
  },
};
