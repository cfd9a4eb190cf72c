import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import compression from "compression";
import restify from "restify";
import { refusalLog } from "#platform/auth/refusal-log.ts";
import type { SignedIn, SignIn } from "#platform/auth/signed-in.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { localeAsked, mayBegin, sendJson, words } from "./answer.ts";
import { type ApiFeature, apiHandler, type Gates, type Handler } from "./api.ts";
import { BadBody, readJson } from "./body.ts";
import { addressOf } from "./client-address.ts";
import { guarded } from "./guarded.ts";
import { setApiHeaders } from "./headers.ts";
import { limitOf } from "./limit.ts";
import { isLocal, type LocalRoute } from "./local-route.ts";
import { type FileLinks, fileLinks } from "./open/file-links.ts";
import { fileRoutes } from "./open/file-routes.ts";
import { signInFailures } from "./open/sign-in-failures.ts";
import { openApi } from "./open-api.ts";
import { drawPage } from "./open-page.ts";
import { deadLink, openHandler } from "./open-route.ts";

export type RestSettings = {
  features: readonly ApiFeature[];
  signIn: SignIn;
  /** The language of a person's answers; the asked one if left out. */
  localeOf?(person: SignedIn, asked: Locale): Promise<Locale>;
  log: Log;
  /** Serves /tab; without it /tab is not there. */
  tab?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Routes of local mode; their presence makes the tab one of local mode. */
  local?: readonly LocalRoute[];
  /** Behind a proxy that appends the client's address to X-Forwarded-For, as Azure App Service does. */
  behindProxy?: boolean;
  /** Seals the addresses of files; by a key of this process's own if left out, which no other replica knows. */
  files?: FileLinks;
};

/** Restify with our routes. It never listens itself: requests are handed to it. */
export function createRest(settings: RestSettings): restify.Server {
  const { log, tab, local = [], behindProxy = false, files = ownFileLinks() } = settings;
  const features = [...settings.features, fileRoutes(settings.features, files)];
  const rest = restify.createServer({ handleUncaughtExceptions: false });
  rest.pre(compression());
  rest.pre((_request, response, next) => {
    setApiHeaders(response);
    next();
  });

  const gates: Gates = {
    signIn: settings.signIn,
    localeOf: settings.localeOf ?? (async (_person, asked) => asked),
    log,
    logRefusal: refusalLog(log, "tab/sign-in"),
    perPerson: limitOf(5, 40),
    perAddress: limitOf(5, 40),
    addressOf: (request) => addressOf(request, behindProxy),
  };
  // A whole municipality may share one address, with calendars that ask at the hour and people who all join at once.
  const openGates = { log, perAddress: limitOf(50, 1_000), addressOf: gates.addressOf };
  for (const feature of features) {
    for (const route of feature.routes ?? []) {
      on(rest, log, route.method, `/api${route.path}`, apiHandler(feature, route, gates));
    }
    for (const route of feature.openRoutes ?? []) {
      const handle = openHandler(feature, route, openGates);
      for (const method of reading) on(rest, log, method, `/open${route.path}`, handle);
    }
  }
  on(rest, log, "POST", "/open/sign-in-failures/:reason", signInFailures(openGates, log));
  const document = openApi(features);
  for (const method of reading)
    on(rest, log, method, "/api/openapi.json", async (_, response) => sendJson(response, 200, document));
  for (const route of local) on(rest, log, route.method, route.path, localHandler(route));
  if (tab) {
    const show: Handler = async (request, response) => tab(request, response);
    for (const path of ["/tab", "/tab/*"]) for (const method of reading) on(rest, log, method, path, show);
  }
  answerErrors(rest, log);
  return rest;
}

function ownFileLinks(): FileLinks {
  const key = randomBytes(32);
  return fileLinks(async () => key);
}

/** Monitors and programs that look ahead at links ask by HEAD for what a GET would give. */
const reading = ["GET", "HEAD"] as const;

/** Restify itself never sees a handler fail: it would begin a second answer, which ends the process where one is under way. */
function on(
  rest: restify.Server,
  log: Log,
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE",
  path: string,
  handle: Handler,
): void {
  const { get: GET, head: HEAD, post: POST, put: PUT, del: DELETE } = rest;
  const add = { GET, HEAD, POST, PUT, DELETE }[method].bind(rest);
  add(path, async (request: restify.Request, response: restify.Response) =>
    guarded(request, response, { name: `${method} ${path}`, log }, () =>
      handle(request, response, request.params),
    ),
  );
}

function localHandler(route: LocalRoute): Handler {
  return async (request, response) => {
    const refuse = (status: number, code: string) =>
      sendJson(response, status, { code, message: words[localeAsked(request)](code) });
    if (!isLocal(request)) return refuse(404, "notFound");
    try {
      const body = route.method === "POST" ? await readJson(request, 256 * 1024) : undefined;
      const answer = await route.handle({ body, acceptLanguage: request.headers["accept-language"] });
      sendJson(response, answer.status, answer.body);
    } catch (error) {
      if (!(error instanceof BadBody)) throw error;
      refuse(error.status, error.code);
    }
  };
}

/** What restify answers by itself gets our words and shape: its own would tell the text of an error. */
function answerErrors(rest: restify.Server, log: Log): void {
  const codes: Record<number, string> = { 404: "notFound", 405: "methodNotAllowed" };
  rest.on(
    "restifyError",
    (
      request: restify.Request,
      response: restify.Response,
      error: { statusCode?: number },
      done: () => void,
    ) => {
      const { statusCode = 500 } = error;
      const locale = localeAsked(request);
      const t = words[locale];
      const code = codes[statusCode] ?? (statusCode < 500 ? "badInput" : "broken");
      const errorId = code === "broken" ? log.bug("http", error) : undefined;
      // Restify is not told that it may go on: it would begin a second answer.
      if (!mayBegin(response)) return;
      // Through restify itself, which must know that it has been answered.
      if (statusCode === 404 && request.url?.startsWith("/open/")) {
        const { html, headers } = drawPage(deadLink(locale), locale);
        response.sendRaw(404, html, headers);
        return done();
      }
      const body = { code, message: t(code, { errorId }), ...(errorId && { errorId }) };
      response.sendRaw(statusCode, JSON.stringify(body), {
        "content-type": "application/json; charset=utf-8",
      });
      done();
    },
  );
}
