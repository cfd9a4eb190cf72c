import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import sirv from "sirv";
import { localeOf } from "#platform/i18n/texts.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { breakOff, sendJson } from "./answer.ts";
import { tabHeaders } from "./headers.ts";

/** The tab has not been built: there is nothing to show at /tab. */
export class TabNotBuilt extends Error {
  constructor(folder: string) {
    super(`The tab is not built: there is no index.html in ${folder}. Run "npm run build" first.`);
    this.name = "TabNotBuilt";
  }
}

const themes = ["default", "dark", "contrast"];

/**
 * Serves the built tab below /tab: its files, and for every other path its page, with the language and theme that Teams
 * put into the address and the part of the tab that it leads to, so that the frame is right before any script has run.
 * `linkOf` a part opens it in Teams: whoever comes by a plain link is led there.
 */
export function serveTab(
  folder: string,
  local: boolean,
  log: Log,
  linkOf: (page: string) => string = () => "",
): (request: IncomingMessage, response: ServerResponse) => void {
  const page = readPage(folder);
  const setHeaders = tabHeaders(local);
  const files = sirv(folder, {
    // Files are looked up when asked for: a tab that is built anew under a running server must not end it.
    dev: true,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      setHeaders(response);
      // Vite writes a hash of the contents into each name below assets.
      const kept = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      response.setHeader("cache-control", kept);
    },
  });

  function sendPage(path: string, query: string | undefined, response: ServerResponse): void {
    const asked = new URLSearchParams(query);
    const html = page
      .replaceAll("%LANG%", localeOf(asked.get("lang") ?? undefined) ?? "sv")
      .replaceAll("%THEME%", oneOf(themes, asked.get("theme")))
      .replaceAll("%LOCAL%", local ? "1" : "0")
      .replaceAll("%AT%", partAt(path))
      .replaceAll("%TEAMS%", linkOf(`/${partAt(path)}`).replaceAll("&", "&amp;"));
    setHeaders(response);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" });
    response.end(html);
  }

  return (request, response) => {
    const [path = "", query] = (request.url ?? "").slice("/tab".length).split("?");
    if (path === "" || path === "/" || path === "/index.html" || !isDecodable(path))
      return sendPage(path, query, response);
    request.url = path;
    // Parts of files are not offered: sirv's ranges are wrong from the end ("-5"), and one that runs backwards makes it throw
    // once the head is out. No browser asks for a part of a script.
    delete request.headers.range;
    response.on("pipe", (file: Readable) => followFile(file, response, log));
    files(request, response, () => {
      if (path.startsWith("/assets/")) sendJson(response, 404, { code: "notFound", message: "Not found." });
      else sendPage(path, query, response);
    });
  };
}

/** sirv lets go of a file that it sends: one that can't be read to its end would end the process, one unread stays open. */
function followFile(file: Readable, response: ServerResponse, log: Log): void {
  file.once("error", (error) => {
    log.bug("http/tab", error);
    breakOff(response);
  });
  response.once("close", () => file.destroy());
}

function readPage(folder: string): string {
  try {
    return readFileSync(join(folder, "index.html"), "utf8");
  } catch {
    throw new TabNotBuilt(folder);
  }
}

/** A page's address with "%" and no letter after it, or half a letter. */
export const isUndecodablePage = ({ method, url = "" }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") && /^\/tab\//.test(url) && !isDecodable(url.split("?")[0] ?? "");

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The first name in the path, such as "coffee" of "/coffee/series/new"; of letters alone, as in `oneOf`. */
const partAt = (path: string): string => path.match(/^\/([a-z]+)(?:\/|$)/)?.[1] ?? "";

/** The value if it is one of the list, else the first of the list: nothing else of an address reaches the page. */
const oneOf = (list: readonly string[], value: string | null): string =>
  list.find((each) => each === value) ?? list[0] ?? "";
