import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type restify from "restify";
import { sendJson } from "./answer.ts";
import { addressOf } from "./client-address.ts";
import { guarded } from "./guarded.ts";
import { setApiHeaders } from "./headers.ts";
import { limitOf } from "./limit.ts";
import { answerMessage, type MessageDoor, type Receive } from "./messages.ts";
import type { RestSettings } from "./rest.ts";
import { isUndecodablePage, serveTab } from "./tab.ts";

export type ServerSettings = Omit<RestSettings, "tab"> & {
  /** 0 takes any free port. */
  port: number;
  host: string;
  messages: Receive;
  /** Whether an Authorization header is one that `messages` takes; without it, it is asked with the body alone. */
  admits?: MessageDoor["admits"];
  ready(): Promise<{ ok: boolean; detail: Record<string, string> }>;
  /** Where the built tab is; without it /tab is not there. */
  tabFolder?: string;
  /** A link that opens a page of the tab inside Teams. */
  tabLink?(page: string): string;
  /** How long a client may take to send its headers, and all of its request. */
  patienceMs?: { headers: number; request: number };
};

export type Server = {
  url: string;
  /** Loads restify, so that the tab's first request does not wait for it. */
  load(): Promise<void>;
  close(): Promise<void>;
};

/** Another program already listens at the port. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
    this.name = "PortTaken";
  }
}

/**
 * Starts the server: the bot's door on node itself, everything else on restify behind it. Restify takes a quarter of
 * the server's start to load, so it is loaded by the first request that needs it, or by `load`.
 */
export async function startServer(settings: ServerSettings): Promise<Server> {
  const { messages, ready, log, tabFolder, patienceMs = { headers: 10_000, request: 15_000 } } = settings;
  const { admits = async () => true } = settings;
  const tab =
    tabFolder === undefined
      ? undefined
      : serveTab(tabFolder, settings.local !== undefined, log, settings.tabLink);
  let made: Promise<restify.Server> | undefined;
  const rest = () => {
    made ??= import("./rest.ts").then(({ createRest }) => createRest({ ...settings, ...(tab && { tab }) }));
    return made;
  };
  const refusals = limitOf(5, 40);
  const door: MessageDoor = {
    receive: messages,
    admits,
    mayRefuse: (request: IncomingMessage) => refusals(addressOf(request, settings.behindProxy ?? false)),
  };

  const server = createServer(
    {
      headersTimeout: patienceMs.headers,
      requestTimeout: patienceMs.request,
      connectionsCheckingInterval: Math.min(1_000, patienceMs.headers),
    },
    (request, response) => {
      const { method, url } = request;
      // Every vote passes here, and restify would add about an eighth to the CPU that an invoke takes
      // (16 connections: some 400 µs behind it, 350 in front of it).
      if (url === "/api/messages" && method === "POST") {
        void guarded(request, response, { name: "POST /api/messages", log }, () => {
          setApiHeaders(response);
          return answerMessage(request, response, door);
        });
      } else if (url?.split("?", 1)[0] === "/healthz" && (method === "GET" || method === "HEAD")) {
        void guarded(request, response, { name: "GET /healthz", log }, () => {
          setApiHeaders(response);
          return answerHealth(response, ready);
        });
      } else {
        void guarded(request, response, { name: "http/rest", log }, async () => {
          if (!isAddress(request)) return sendJson(response, 400, badAddress);
          // Restify's router answers by itself what it can't decode ("%E4" of an old system): the tab has words for it.
          if (tab && isUndecodablePage(request)) return tab(request, response);
          (await rest()).server.emit("request", request, response);
        });
      }
    },
  );
  await listen(server, settings.port, settings.host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${settings.host === "127.0.0.1" ? "localhost" : settings.host}:${port}`,
    load: async () => void (await rest()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

async function answerHealth(response: ServerResponse, ready: ServerSettings["ready"]): Promise<void> {
  const health = await ready().catch(() => ({ ok: false, detail: {} }));
  sendJson(response, health.ok ? 200 : 503, health);
}

const badAddress = { code: "badInput", message: "The address or its host is not one." };

/** Restify makes a URL of both when it looks for the route, outside of any handler: one that is none would end the process. */
function isAddress({ url = "", headers }: IncomingMessage): boolean {
  const base = `http://${headers.host || "localhost"}`;
  return url.startsWith("/") ? URL.canParse(base + url) : URL.canParse(url, base);
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(port) : error),
    );
    server.listen(port, host, resolve);
  });
}
