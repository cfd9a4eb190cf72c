/**
 * Secrets by name, in a vault: files with mode 0600 locally, Azure Key Vault in the cloud.
 * Names are made of a-z, 0-9 and hyphens.
 */
export type Keys = {
  /** Keeps the secret unless one of that name exists, and gives back the one that is kept. */
  create(name: string, secret: Uint8Array): Promise<Uint8Array>;
  get(name: string): Promise<Uint8Array | undefined>;
  /** Destroys for good; destroying what is gone is no error. */
  destroy(name: string): Promise<void>;
};

/** Which vault, as plain values that can be handed to a worker thread. */
export type KeysSettings = { kind: "files"; folder: string } | { kind: "vault"; url: string };
