import type { TokenCredential } from "@azure/identity";
import { azureQueues } from "./azure-queues.ts";
import { azureTables } from "./azure-tables.ts";
import { checkTables } from "./check.ts";
import type { Store } from "./store.ts";

/** Four attempts within the deadline of `inTime`. */
const retries = { retryDelayInMs: 100, maxRetryDelayInMs: 800 };
const retryOptions = { ...retries, maxRetries: 3 };
const queueRetryOptions = { ...retries, maxTries: 4 };

/**
 * The store in an Azure storage account, which any number of servers may share. `account` is its name, opened by the
 * managed identity or whoever else DefaultAzureCredential finds (AZURE_CLIENT_ID chooses), or a connection string.
 * Tables and queues are made at first use. Each call ends within seconds; StoreUnusable says that it got no answer, and
 * a write may then have been done.
 */
export async function openAzure(account: string, credential?: TokenCredential): Promise<Store> {
  // The SDKs take most of a second to load: only who uses them waits for them.
  const [{ TableClient }, { QueueServiceClient }] = await Promise.all([
    import("@azure/data-tables"),
    import("@azure/storage-queue"),
  ]);
  const tables = azureTables(await tableClients());
  return {
    tables,
    queues: azureQueues(await queueClients()),
    check: () => checkTables(tables),
    close: async () => {},
  };

  async function tableClients() {
    if (isConnectionString(account)) {
      const allowInsecureConnection = account.includes("http://");
      return (name: string) =>
        TableClient.fromConnectionString(account, name, { retryOptions, allowInsecureConnection });
    }
    const address = `https://${account}.table.core.windows.net`;
    const proof = credential ?? (await ownIdentity());
    return (name: string) => new TableClient(address, name, proof, { retryOptions });
  }

  async function queueClients() {
    const options = { retryOptions: queueRetryOptions };
    const service = isConnectionString(account)
      ? QueueServiceClient.fromConnectionString(account, options)
      : new QueueServiceClient(
          `https://${account}.queue.core.windows.net`,
          credential ?? (await ownIdentity()),
          options,
        );
    return (name: string) => service.getQueueClient(name);
  }
}

const isConnectionString = (account: string): boolean => account.includes("=");

async function ownIdentity(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential();
}
