import type { IncomingMessage, ServerResponse } from "node:http";
import { has } from "#platform/auth/role.ts";
import { type SignedIn, type SignIn, Unauthorised } from "#platform/auth/signed-in.ts";
import type { Asked, Download, Feature, OpenAnswer, OpenRoute, Route } from "#platform/feature.ts";
import { type Locale, type Translate, translators } from "#platform/i18n/texts.ts";
import type { Log } from "#platform/telemetry/log.ts";
import {
  BadInput,
  Forbidden,
  failureOf,
  isDownload,
  localeAsked,
  sendDownload,
  sendJson,
  TooMany,
  words,
} from "./answer.ts";
import { readJson } from "./body.ts";
import type { Limit } from "./limit.ts";

export type ApiFeature = Pick<Feature, "name" | "texts" | "routes"> & {
  openRoutes?: OpenRoute<OpenAnswer | Download>[];
};

export type Gates = {
  signIn: SignIn;
  /** The language of a person's answers: their own choice, else the one that the tab asks for. */
  localeOf(person: SignedIn, asked: Locale): Promise<Locale>;
  log: Log;
  /** Those who are not believed are many at times: not a line for each. */
  logRefusal(refused: Unauthorised): void;
  perPerson: Limit;
  /** For requests of nobody in particular, by address. */
  perAddress: Limit;
  addressOf(request: IncomingMessage): string;
};

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  params: Record<string, string>,
) => Promise<void>;

/** Room for the longest list of places that one sending takes: 5,000 ids of some sixty characters. */
const mostBytes = 512 * 1024;

/** One route behind its gates: sign-in, limit, role, schema, deed, presenter. */
export function apiHandler(feature: ApiFeature, route: Route, gates: Gates): Handler {
  const own = translators(feature.texts);
  const name = `${route.method} ${route.path}`;

  return async (request, response, params) => {
    const startedAt = performance.now();
    let locale = localeAsked(request);
    let person: SignedIn | undefined;
    try {
      person = await signedIn(request, gates);
      if (!gates.perPerson(`${person.tenantId} ${person.id}`)) throw new TooMany();
      if (route.role !== "anyone" && !has(person.roles, route.role)) throw new Forbidden();
      locale = await gates.localeOf(person, locale);
      const input = await inputOf(request, route);

      const result = await route.handle(asked(request, params, person, input, locale, own[locale]));

      present(response, route, result);
      gates.log.event({ name, outcome: "200", ms: performance.now() - startedAt });
    } catch (error) {
      const failure = failureOf(error, locale, own[locale]) ?? brokenBy(error, name, locale, gates.log);
      sendJson(response, failure.status, failure.body);
      const ms = performance.now() - startedAt;
      if (person) gates.log.event({ name, outcome: String(failure.status), ms });
    }
  };
}

async function signedIn(
  request: IncomingMessage,
  { signIn, perAddress, addressOf, logRefusal }: Gates,
): Promise<SignedIn> {
  try {
    return await signIn(request.headers.authorization);
  } catch (error) {
    if (!(error instanceof Unauthorised)) throw error;
    logRefusal(error);
    if (!perAddress(addressOf(request))) throw new TooMany();
    throw error;
  }
}

async function inputOf(request: IncomingMessage, { input }: Route): Promise<unknown> {
  if (!input) return undefined;
  const parsed = input.safeParse(await readJson(request, mostBytes));
  if (!parsed.success) throw new BadInput(parsed.error);
  return parsed.data;
}

// The input has passed the route's own schema, which is what types it for the handler.
const asked = (
  request: IncomingMessage,
  params: Record<string, string>,
  person: SignedIn,
  input: unknown,
  locale: Locale,
  t: Translate,
) =>
  ({
    // An object of this request's own: what is learnt of the person for it, such as where they belong, ends with it.
    person: { ...person },
    params,
    query: queryOf(request),
    input,
    locale,
    t,
    token: request.headers.authorization?.replace(/^Bearer /i, "") ?? "",
  }) as Asked<never>;

/** Each name once: the first value counts. */
export function queryOf({ url = "" }: IncomingMessage): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(url.split("?")[1])) query[name] ??= value;
  return query;
}

function present(response: ServerResponse, { output }: Route, result: unknown): void {
  if (isDownload(result)) sendDownload(response, result);
  else sendJson(response, 200, output ? output.parse(result) : result);
}

function brokenBy(error: unknown, name: string, locale: Locale, log: Log) {
  const errorId = log.bug(name, error);
  return { status: 500, body: { code: "broken", message: words[locale]("broken", { errorId }), errorId } };
}
