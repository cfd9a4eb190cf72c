import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";

export type Azurite = { connectionString: string; tablePort: number; stop(): Promise<void> };

/** The development account that every Azurite has; it is printed in Microsoft's documentation and opens nothing else. */
const account = "devstoreaccount1";
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const readyWithinMs = 60_000;

/** Microsoft's storage emulator, tables and queues in memory, on free ports of its own. */
export async function startAzurite(): Promise<Azurite> {
  const [table, queue] = await Promise.all([startService("table"), startService("queue")]);
  return {
    connectionString: connectionString(table.port, queue.port),
    tablePort: table.port,
    async stop() {
      await Promise.all([stopProcess(table.process), stopProcess(queue.process)]);
    },
  };
}

export function connectionString(tablePort: number, queuePort: number): string {
  return [
    "DefaultEndpointsProtocol=http",
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `TableEndpoint=http://127.0.0.1:${tablePort}/${account}`,
    `QueueEndpoint=http://127.0.0.1:${queuePort}/${account}`,
  ].join(";");
}

async function startService(service: "table" | "queue"): Promise<{ port: number; process: ChildProcess }> {
  const port = await freePort();
  const main = join(
    dirname(createRequire(import.meta.url).resolve("azurite/package.json")),
    `dist/src/${service}/main.js`,
  );
  const options = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"];
  const child = spawn(process.execPath, [main, ...options, `--${service}Port`, String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answers(port, child);
  return { port, process: child };
}

/** Any answer at all, also a refusal of an unsigned request, means that it is up. */
async function answers(port: number, child: ChildProcess): Promise<void> {
  const end = performance.now() + readyWithinMs;
  while (child.exitCode === null && performance.now() < end) {
    const response = await fetch(`http://127.0.0.1:${port}/${account}`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => undefined);
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error("Azurite does not start.");
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
