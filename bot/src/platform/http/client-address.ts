import type { IncomingMessage } from "node:http";

/**
 * Whose requests are counted together. Behind a proxy only the last address is the proxy's own word; the ones before it
 * are whatever the client wrote.
 */
export function addressOf({ headers, socket }: IncomingMessage, behindProxy: boolean): string {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
  const last = behindProxy ? forwarded.split(",").at(-1)?.trim() : undefined;
  // App Service adds the port, which is another for every connection.
  return (last?.replace(/^(?:\[(.+)\]|([\d.]+)):\d+$/, "$1$2") || socket.remoteAddress) ?? "";
}
