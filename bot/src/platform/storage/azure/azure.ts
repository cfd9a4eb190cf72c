import type { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import type { QueueClient } from "@azure/storage-queue";
import { checkTables } from "#platform/storage/check.ts";
import type { Store } from "#platform/storage/store.ts";
import { azureQueues } from "./azure-queues.ts";
import { azureTables } from "./azure-tables.ts";

/** Four attempts within the deadline of `inTime`. */
const pauses = { retryDelayInMs: 100, maxRetryDelayInMs: 800 };
const tableRetries = { ...pauses, maxRetries: 3 };
const queueRetries = { ...pauses, maxTries: 4 };

/**
 * The store in an Azure storage account, which any number of servers may share. `account` is its name, opened by the
 * managed identity or whoever else DefaultAzureCredential finds (AZURE_CLIENT_ID chooses), or a connection string.
 * Tables and queues are made at first use. Each call ends within seconds; StoreUnusable says that it got no answer, and
 * a write may then have been done.
 */
export async function openAzure(account: string, credential?: TokenCredential): Promise<Store> {
  const clients = account.includes("=")
    ? await clientsFor(account)
    : await clientsOf(account, credential ?? (await ownIdentity()));
  const tables = azureTables(clients.table);
  return {
    tables,
    queues: azureQueues(clients.queue),
    check: () => checkTables(tables),
    scrub: async () => {},
    close: async () => {},
  };
}

type Clients = { table(name: string): TableClient; queue(name: string): QueueClient };

async function clientsFor(connectionString: string): Promise<Clients> {
  const { TableClient, QueueServiceClient } = await loadSdk();
  const service = QueueServiceClient.fromConnectionString(connectionString, { retryOptions: queueRetries });
  // Azurite speaks plain http, on this machine.
  const options = {
    retryOptions: tableRetries,
    allowInsecureConnection: connectionString.includes("http://"),
  };
  return {
    table: (name) => TableClient.fromConnectionString(connectionString, name, options),
    queue: (name) => service.getQueueClient(name),
  };
}

async function clientsOf(account: string, proof: TokenCredential): Promise<Clients> {
  const { TableClient, QueueServiceClient } = await loadSdk();
  const address = (service: string) => `https://${account}.${service}.core.windows.net`;
  const service = new QueueServiceClient(address("queue"), proof, { retryOptions: queueRetries });
  return {
    table: (name) => new TableClient(address("table"), name, proof, { retryOptions: tableRetries }),
    queue: (name) => service.getQueueClient(name),
  };
}

/** Only who uses the SDKs waits for them to load. */
async function loadSdk() {
  const [{ TableClient }, { QueueServiceClient }] = await Promise.all([
    import("@azure/data-tables"),
    import("@azure/storage-queue"),
  ]);
  return { TableClient, QueueServiceClient };
}

async function ownIdentity(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential();
}
