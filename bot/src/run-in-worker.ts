import { Worker } from "node:worker_threads";
import type { KeysSettings } from "./platform/storage/keys/keys.ts";
import type { StoreSettings } from "./platform/storage/store.ts";

export type ApartData = {
  name: string;
  work: object;
  store: StoreSettings;
  keys: KeysSettings;
};

/** Runs one piece of heavy work in a thread of its own, so that the server keeps answering. */
export function inThread(data: ApartData): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: data });
  worker.once("error", reject);
  worker.once("exit", (code) =>
    code === 0 ? resolve() : reject(new Error(`${data.name} ended with ${code}.`)),
  );
  return promise;
}
