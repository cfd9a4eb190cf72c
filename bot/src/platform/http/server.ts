import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setApiHeaders } from "./headers.ts";
import { answerMessage, type Receive } from "./messages.ts";
import { createRest, type RestSettings } from "./rest.ts";

export type ServerSettings = RestSettings & {
  /** 0 takes any free port. */
  port: number;
  host: string;
  messages: Receive;
  /** How long a client may take to send its headers, and all of its request. */
  patienceMs?: { headers: number; request: number };
};

export type Server = { url: string; close(): Promise<void> };

/** Another program already listens at the port. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
    this.name = "PortTaken";
  }
}

/** Starts the server: the bot's door on node itself, everything else on restify behind it. */
export async function startServer(settings: ServerSettings): Promise<Server> {
  const { messages, log, patienceMs = { headers: 10_000, request: 15_000 } } = settings;
  const rest = createRest(settings);
  const server = createServer(
    {
      headersTimeout: patienceMs.headers,
      requestTimeout: patienceMs.request,
      connectionsCheckingInterval: Math.min(1_000, patienceMs.headers),
    },
    (request, response) => {
      // Every vote passes here, and restify would add about an eighth to the CPU that an invoke takes
      // (16 connections: some 400 µs behind it, 350 in front of it).
      if (request.url === "/api/messages" && request.method === "POST") {
        setApiHeaders(response);
        void answerMessage(request, response, messages, log);
      } else {
        rest.server.emit("request", request, response);
      }
    },
  );
  await listen(server, settings.port, settings.host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${settings.host === "127.0.0.1" ? "localhost" : settings.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(port) : error),
    );
    server.listen(port, host, resolve);
  });
}
