import type { IncomingMessage } from "node:http";

/** A body that is not read: too big, packed, not JSON, or broken. */
export class BadBody extends Error {
  readonly status: 400 | 413 | 415;
  readonly code: "badInput" | "tooLarge" | "notJson";

  constructor(status: 400 | 413 | 415, code: "badInput" | "tooLarge" | "notJson") {
    super(code);
    this.name = "BadBody";
    this.status = status;
    this.code = code;
  }
}

/**
 * Reads a JSON body of at most `mostBytes`, counted as they come in. A packed body is refused unread: unpacked it
 * could be any size, and restify's own reader ends the process on a broken one.
 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  if (request.headers["content-encoding"]) throw new BadBody(415, "notJson");
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    throw new BadBody(415, "notJson");
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw new BadBody(413, "tooLarge");
  const text = await readText(request, mostBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new BadBody(400, "badInput");
  }
}

function readText(request: IncomingMessage, mostBytes: number): Promise<string> {
  // Events and not `for await`, which costs more than the rest of a small request.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) {
        request.pause();
        reject(new BadBody(413, "tooLarge"));
      } else {
        chunks.push(chunk);
      }
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", () => reject(new BadBody(400, "badInput")));
    request.on("aborted", () => reject(new BadBody(400, "badInput")));
  });
}
