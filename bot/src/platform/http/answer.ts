import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodError } from "zod";
import { Unauthorised } from "#platform/auth/signed-in.ts";
import type { Download } from "#platform/feature.ts";
import { type Locale, localeOf, type Translate, translators } from "#platform/i18n/texts.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { BadBody } from "./body.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

/** The platform's own words, for what can go wrong anywhere. */
export const words = translators({ sv, fi, en });

/** Signed in, and without the role that it takes. */
export class Forbidden extends Error {}
/** More requests than one person or one address may send. */
export class TooMany extends Error {}
/** What came in does not fit the schema of the route. */
export class BadInput extends Error {
  readonly path: string;
  constructor(error: ZodError) {
    super("badInput");
    this.path = error.issues[0]?.path.join(".") ?? "";
  }
}

export type Failure = {
  status: number;
  body: { code: string; message: string; path?: string; errorId?: string };
};

/** The answer to something thrown; undefined for a bug, which is not the person's to understand. */
export function failureOf(error: unknown, locale: Locale, own: Translate): Failure | undefined {
  const failure = (status: number, code: string) => ({
    status,
    body: { code, message: words[locale](code) },
  });
  if (error instanceof Unauthorised) return failure(401, "unauthorised");
  if (error instanceof Forbidden) return failure(403, "forbidden");
  if (error instanceof TooMany) return failure(429, "tooMany");
  if (error instanceof BadBody) return failure(error.status, error.code);
  if (error instanceof BadInput) {
    const { status, body } = failure(400, "badInput");
    return { status, body: { ...body, path: error.path } };
  }
  if (error instanceof NotFound) return failure(404, "notFound");
  if (error instanceof Refusal)
    return { status: 409, body: { code: error.reason, message: own(error.reason, error.values) } };
  return undefined;
}

/** The first language of Accept-Language that is ours, else Swedish. */
export function localeAsked(request: IncomingMessage): Locale {
  const tags = (request.headers["accept-language"] ?? "").split(",").slice(0, 10);
  return tags.map((tag) => localeOf(tag.trim().split(";")[0])).find((locale) => locale !== undefined) ?? "sv";
}

/** Ends an answer that can't be finished: only its own connection, and not where it has been given whole. */
export function breakOff(response: ServerResponse): void {
  if (!response.writableEnded) response.destroy();
}

/** Whether an answer can be begun. Where another has been, that is broken off: a client must not take it for a whole one. */
export function mayBegin(response: ServerResponse): boolean {
  if (response.headersSent) breakOff(response);
  return !response.headersSent && !response.destroyed;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (!mayBegin(response)) return;
  // What is left of a body that was refused is not worth reading.
  if (status === 413 || status === 415) response.setHeader("connection", "close");
  const text = JSON.stringify(body ?? {});
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

export function sendDownload(response: ServerResponse, file: Download): void {
  const { fileName, contentType } = file;
  const ascii = fileName.replace(/[^\w.-]+/g, "_");
  const encoded = encodeURIComponent(fileName.toWellFormed());
  // A calendar is for a program to read on, which on a phone asks whether to add it; anything else is a file to save.
  const disposition = contentType.startsWith("text/calendar") ? "inline" : "attachment";
  response.writeHead(200, {
    "content-type": contentType,
    "content-disposition": `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
  });
  response.end("text" in file ? file.text : file.bytes);
}

export const isDownload = (result: unknown): result is Download =>
  typeof result === "object" &&
  result !== null &&
  "fileName" in result &&
  "contentType" in result &&
  ("text" in result || "bytes" in result);
