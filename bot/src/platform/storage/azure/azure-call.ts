import { StoreUnusable } from "#platform/storage/store-unusable.ts";

const deadlineMs = 3000;

/**
 * Runs one deed, its repeats and reading back included, and ends it after three seconds: the SDK itself would wait for
 * ever. StoreUnusable tells of silence and of lacking rights; a write that got no answer may have been done.
 */
export async function inTime<T>(deed: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await deed(AbortSignal.timeout(deadlineMs));
  } catch (error) {
    if (isSilence(error))
      throw new StoreUnusable(
        "Azure storage does not answer: check the settings' names, the network and Azure.",
        error,
      );
    if (isStranger(error))
      throw new StoreUnusable("Azure storage refuses this server: check its identity and its roles.", error);
    throw error;
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

/** No answer in time, or one that says to come back: the SDK has already tried again. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 429;
  return error.name === "AbortError" || error.name === "RestError";
}

function isStranger(error: unknown): boolean {
  const isUnknown = error instanceof Error && /Authentication|Credential/.test(error.name);
  return isUnknown || [401, 403].includes(statusOf(error) ?? 0);
}
