import type { IncomingMessage } from "node:http";

/** A route of local mode: without sign-in, and only for this machine. */
export type LocalRoute = {
  method: "GET" | "POST";
  path: string;
  handle(asked: {
    body: unknown;
    acceptLanguage: string | undefined;
  }): Promise<{ status: number; body?: unknown }>;
};

const names = new Set(["localhost", "127.0.0.1", "[::1]"]);
const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * Whether a request comes from this machine and was meant for it. The Host header counts as well: a web page that lets
 * its own name point to 127.0.0.1 would otherwise reach local mode through the browser of whoever looks at it.
 */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  return loopback.test(socket.remoteAddress ?? "") && names.has((headers.host ?? "").replace(/:\d+$/, ""));
}
