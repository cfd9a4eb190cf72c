import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";

export type Azurite = { connectionString: string; tablePort: number; stop(): Promise<void> };

/** The development account that every Azurite has; it is printed in Microsoft's documentation and opens nothing else. */
const account = "devstoreaccount1";
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
/** Two emulators at once come up in seconds, on a busy machine in half a minute. */
const readyWithinMs = 100_000;
const tries = 3;
/** How long a hook that starts the emulator may take. */
export const startsWithinMs = tries * readyWithinMs;

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
  for (let tried = 1; ; tried++) {
    const port = await freePort();
    const child = spawnService(service, port);
    if (await answers(port, child)) return { port, process: child };
    // Another test's server may have taken the free port first.
    if (tried === tries) throw new Error("Azurite does not start.");
  }
}

function spawnService(service: "table" | "queue", port: number): ChildProcess {
  const main = join(
    dirname(createRequire(import.meta.url).resolve("azurite/package.json")),
    `dist/src/${service}/main.js`,
  );
  const options = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"];
  return spawn(process.execPath, [main, ...options, `--${service}Port`, String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Any answer at all, also a refusal of an unsigned request, means that it is up; false where it has ended. */
async function answers(port: number, child: ChildProcess): Promise<boolean> {
  const end = performance.now() + readyWithinMs;
  while (child.exitCode === null && performance.now() < end) {
    const response = await fetch(`http://127.0.0.1:${port}/${account}`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => undefined);
    if (response) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  return false;
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
