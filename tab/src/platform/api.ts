import { languageNow } from "./language.ts";
import { saveFile } from "./save-file.ts";
import { forgetToken, tokenNow } from "./teams/sign-in.ts";
import { connected, openOutside } from "./teams/teams.ts";

/** What the server said no to. `message` is already in the person's language; "" when the server could not speak. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errorId: string | null;
  constructor(status: number, code: string, message: string, errorId: string | null) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.errorId = errorId;
  }
}

/** The server could not be reached, or did not answer in ten seconds. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("Unreachable", { cause });
    this.name = "Unreachable";
  }
}

const deadlineMs = 10_000;

/** Asks the server. `T` is the contract's type of the answer: the server is ours, and checks what it sends. */
export async function api<T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  input?: unknown,
): Promise<T> {
  const response = await send(method, path, input);
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  throw errorOf(response.status, answer);
}

/** A file of the server's, such as results as CSV. */
async function download(path: string): Promise<Blob> {
  const response = await send("GET", path);
  if (response.ok) return response.blob();
  throw errorOf(response.status, await response.json().catch(() => ({})));
}

/** Lets the person save a file of the server's: by its address in Teams, which saves nothing that a page hands it. */
export async function saveFromServer(path: string, name: string): Promise<void> {
  const host = await connected;
  if (host.kind === "browser") return saveFile(await download(path), name);
  const { address } = await api<{ address: string }>("POST", "/files", { path });
  await openOutside(host.js, new URL(address, location.origin).href);
}

/** Only reads are asked again, and only what may pass by itself. For TanStack Query's `retry`. */
export function mayAskAgain(times: number, error: Error): boolean {
  const passing =
    error instanceof Unreachable ||
    (error instanceof ApiError && [429, 502, 503, 504].includes(error.status));
  return passing && times < 2;
}

async function send(method: string, path: string, input?: unknown): Promise<Response> {
  const response = await sendOnce(method, path, input);
  if (response.status !== 401) return response;
  // The token ended, or the local server has new keys. A 401 did nothing, so any request may be sent again.
  forgetToken();
  return sendOnce(method, path, input);
}

async function sendOnce(method: string, path: string, input?: unknown): Promise<Response> {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${await tokenNow()}`,
    "Accept-Language": languageNow(),
  };
  if (input !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      body: input === undefined ? null : JSON.stringify(input),
      signal: AbortSignal.timeout(deadlineMs),
    });
  } catch (cause) {
    throw new Unreachable(cause);
  }
}

function errorOf(status: number, answer: unknown): ApiError {
  const said = typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};
  const text = (key: string) => (typeof said[key] === "string" ? said[key] : "");
  return new ApiError(status, text("code"), text("message"), text("errorId") || null);
}
