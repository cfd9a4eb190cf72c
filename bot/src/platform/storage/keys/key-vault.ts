import type { TokenCredential } from "@azure/identity";
import type { SecretClient, SecretClientOptions } from "@azure/keyvault-secrets";
import { inTime, once, statusOf } from "#platform/storage/azure/azure-call.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { checkKeyName } from "./key-name.ts";
import type { Keys } from "./keys.ts";

/** A vault takes some seconds to delete, and only what is deleted can be purged. */
const deletionDeadlineMs = 30_000;
const pollMs = 500;
const mayNotDestroy =
  "The key vault keeps its keys: give the server the rights to delete and purge, and leave purge protection off.";

type Opening = { credential?: TokenCredential; options?: SecretClientOptions };

/** Secrets in an Azure Key Vault with soft delete, as base64. The server's identity needs the right to purge. */
export function keyVault(url: string, { credential, options = {} }: Opening = {}): Keys {
  // The SDK is loaded at first use.
  const connect = once(async () => {
    const { SecretClient } = await import("@azure/keyvault-secrets");
    const retryOptions = { retryDelayInMs: 100, maxRetryDelayInMs: 800 };
    return new SecretClient(url, credential ?? (await ownIdentity()), { retryOptions, ...options });
  });

  async function read(client: SecretClient, name: string): Promise<Uint8Array | undefined> {
    const found = await inTime((abortSignal) => client.getSecret(name, { abortSignal }).catch(unless(404)));
    return found?.value === undefined ? undefined : new Uint8Array(Buffer.from(found.value, "base64"));
  }

  return {
    /** A vault can't insert if absent: of two that create at the same moment, reading again tells both the last. */
    async create(name, secret) {
      checkKeyName(name);
      const client = await connect();
      const found = await read(client, name);
      if (found) return found;
      const value = Buffer.from(secret).toString("base64");
      await inTime((abortSignal) => client.setSecret(name, value, { abortSignal }));
      const kept = await read(client, name);
      if (!kept) throw new StoreUnusable("The key vault does not give back what it was given.");
      return kept;
    },

    async get(name) {
      checkKeyName(name);
      return read(await connect(), name);
    },

    async destroy(name) {
      checkKeyName(name);
      const client = await connect();
      const abortSignal = AbortSignal.timeout(deletionDeadlineMs);
      await remove(client, name, abortSignal).catch(unless(404));
      await client.purgeDeletedSecret(name, { abortSignal }).catch(unless(404));
    },
  };
}

async function remove(client: SecretClient, name: string, abortSignal: AbortSignal): Promise<void> {
  const deletion = await client.beginDeleteSecret(name, { abortSignal, intervalInMs: pollMs });
  await deletion.pollUntilDone({ abortSignal });
}

/** Passes over one expected status. */
const unless = (status: number) => (error: unknown) => {
  if (statusOf(error) === status) return undefined;
  throw statusOf(error) === 403 ? new StoreUnusable(mayNotDestroy, error) : error;
};

async function ownIdentity(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential();
}
