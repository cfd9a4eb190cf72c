import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts a server of a test or bench, on a free port unless told otherwise; closing it hangs up on everybody. */
export async function listening(server: Server, port = 0, host = "127.0.0.1") {
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    // Text only for a pipe.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
