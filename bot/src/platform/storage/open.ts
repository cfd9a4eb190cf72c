import { keyFiles } from "./keys/key-files.ts";
import { keyVault } from "./keys/key-vault.ts";
import type { Keys, KeysSettings } from "./keys/keys.ts";
import type { Store, StoreSettings } from "./store.ts";

/** Opens the chosen home; throws StoreUnusable, with a sentence to print, if it can't be used. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  if (settings.kind === "embedded") {
    const { openEmbedded } = await import("./sqlite/embedded.ts");
    return openEmbedded(settings.folder);
  }
  const { openAzure } = await import("./azure/azure.ts");
  return openAzure(settings.account);
}

export function openKeys(settings: KeysSettings): Keys {
  return settings.kind === "files" ? keyFiles(settings.folder) : keyVault(settings.url);
}
