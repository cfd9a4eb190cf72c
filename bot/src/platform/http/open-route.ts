import type { ServerResponse } from "node:http";
import type { Download, OpenAnswer, OpenRoute } from "#platform/feature.ts";
import { type Locale, localeOf, type Translate, translators } from "#platform/i18n/texts.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { failureOf, isDownload, localeAsked, sendDownload, TooMany, words } from "./answer.ts";
import { type ApiFeature, type Gates, type Handler, queryOf } from "./api.ts";
import { type Page, sendPage } from "./open-page.ts";

type OpenGates = Pick<Gates, "log" | "perAddress" | "addressOf">;

/** One address without sign-in behind its gates: limit, deed, presenter. What goes wrong is a page of plain words. */
export function openHandler(
  feature: ApiFeature,
  route: OpenRoute<OpenAnswer | Download>,
  gates: OpenGates,
): Handler {
  const own = translators(feature.texts);
  // The pattern and not the address, which may be somebody's secret.
  const name = `GET /open${route.path}`;

  return async (request, response, params) => {
    const startedAt = performance.now();
    const query = queryOf(request);
    // A calendar that somebody's mail server fetches tells no language: then the address does.
    const locale = localeOf(query.lang) ?? localeAsked(request);
    response.setHeader("x-robots-tag", "noindex");
    try {
      if (!gates.perAddress(gates.addressOf(request))) throw new TooMany();
      // Programs that look ahead at links in mail and chat ask in this way, and must not open them.
      if (request.method === "HEAD") sendNothing(response, 200);
      else present(response, await route.handle({ params, query, locale, t: own[locale] }), locale);
    } catch (error) {
      if (error instanceof TooMany) response.setHeader("retry-after", "10");
      const { status, page } = failurePage(error, name, locale, own[locale], gates.log);
      sendPage(response, status, page, locale);
    }
    gates.log.event({ name, outcome: String(response.statusCode), ms: performance.now() - startedAt });
  };
}

function present(response: ServerResponse, answer: OpenAnswer | Download, locale: Locale): void {
  if ("redirect" in answer) sendNothing(response, 302, { location: secureAddress(answer.redirect) });
  else if (isDownload(answer)) sendDownload(response, answer);
  else sendPage(response, 200, answer, locale);
}

function sendNothing(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, "content-length": 0 });
  response.end();
}

/** As URL writes it, which leaves nothing in it that could end a header. Throws on what is not https. */
function secureAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== "https:") throw new Error("A redirect leads elsewhere than to an https address.");
  return url.href;
}

function failurePage(
  error: unknown,
  name: string,
  locale: Locale,
  own: Translate,
  log: Log,
): { status: number; page: Page } {
  const t = words[locale];
  if (error instanceof NotFound) return { status: 404, page: deadLink(locale) };
  const failure = failureOf(error, locale, own);
  if (failure) return { status: failure.status, page: { title: t("failed"), text: failure.body.message } };
  const errorId = log.bug(name, error);
  return { status: 500, page: { title: t("failed"), text: t("broken", { errorId }) } };
}

/** For a link that leads nowhere (any more): the two are not told apart. */
export const deadLink = (locale: Locale): Page => ({
  title: words[locale]("deadLinkTitle"),
  text: words[locale]("deadLink"),
});
