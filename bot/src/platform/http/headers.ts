import type { ServerResponse } from "node:http";

/** Where Teams and the other homes of its tabs show them in a frame (learn.microsoft.com: tab requirements). */
const homes = [
  "https://*.cloud.microsoft",
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://*.microsoft365.com",
  "https://*.office.com",
  "https://outlook.office.com",
  "https://outlook.office365.com",
].join(" ");

/**
 * The tab may load scripts from here alone. Its styles are the exception: Fluent writes them into <style> elements
 * while it runs, which can carry no hash. teams-js reads its list of hosts from res.cdn.office.net.
 */
const tabPolicy = (local: boolean) =>
  [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' https://login.microsoftonline.com https://res.cdn.office.net",
    `frame-ancestors ${local ? "'self' " : ""}${homes}`,
  ].join("; ");

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};

const apiHeaders = {
  ...everywhere,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

export type SetHeaders = (response: ServerResponse) => void;

/** Answers that are not pages: never framed, never kept. */
export const setApiHeaders: SetHeaders = (response) => set(response, apiHeaders);

/** Pages and files of the tab. `local` lets the test page of this same address frame them. */
export function tabHeaders(local: boolean): SetHeaders {
  const headers = { ...everywhere, "content-security-policy": tabPolicy(local) };
  return (response) => set(response, headers);
}

function set(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
