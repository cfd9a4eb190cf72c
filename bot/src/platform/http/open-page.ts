import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Locale } from "#platform/i18n/texts.ts";
import { mayBegin } from "./answer.ts";

/** What a page says; a new line begins a new paragraph. */
export type Page = { title: string; text: string };

const style = [
  ":root{color-scheme:light dark}",
  "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;padding:2rem 1.25rem;overflow-wrap:anywhere}",
  "main{max-width:36rem;margin:auto}",
  "h1{font-size:1.5rem;line-height:1.25}",
].join("");

type Drawn = { html: string; headers: Record<string, string> };

/** Nothing but its own style. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page of plain words, for whoever follows a link and is not signed in. */
export function drawPage({ title, text }: Page, locale: Locale): Drawn {
  const paragraphs = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const html = [
    "<!doctype html>",
    `<html lang="${locale}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...paragraphs.map((line) => `<p>${escaped(line)}</p>`),
    "</main></body></html>",
  ].join("\n");
  return { html, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } };
}

export function sendPage(response: ServerResponse, status: number, page: Page, locale: Locale): void {
  if (!mayBegin(response)) return;
  const { html, headers } = drawPage(page, locale);
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(html) });
  response.end(html);
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
