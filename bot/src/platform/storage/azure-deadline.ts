import { StoreUnusable } from "./store-unusable.ts";

const deadlineMs = 3000;

/**
 * Runs one deed of the store, its repeats and reading back included, and ends it after three seconds: the SDK itself would
 * wait for ever. A write that was ended so may have been done.
 */
export async function inTime<T>(deed: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    return await deed(signal);
  } catch (error) {
    if (!signal.aborted && !isSilence(error)) throw error;
    throw new StoreUnusable(
      "The storage account does not answer: check its name, the network and the account's state.",
      error,
    );
  }
}

/** Does the work at first need and once; after a failure the next need tries again. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}

/** 404 gone, 409 exists already, 412 another etag. */
export function isRefusal(error: unknown): boolean {
  return [404, 409, 412].includes(statusOf(error) ?? 0);
}

/** No answer, or one that says to come back: the SDK has already tried again. */
function isSilence(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined ? error instanceof Error && "code" in error : status >= 500 || status === 429;
}
