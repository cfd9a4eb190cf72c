/** Faults of the surroundings, by the name of their error: their message is a whole sentence for whoever starts the server. */
const plain = new Set(["BadConfig", "StoreUnusable", "PortTaken", "TabNotBuilt", "PlaygroundFailed"]);

/** Ends the process with one clear sentence, or with the whole error where it is a bug. */
export function sayAndExit(error: unknown): never {
  console.error(error instanceof Error && plain.has(error.name) ? error.message : error);
  process.exit(1);
}
