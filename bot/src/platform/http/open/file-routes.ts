import { z } from "zod";
import { has } from "#platform/auth/role.ts";
import { type Asked, type Download, type OpenAnswer, type Route, route } from "#platform/feature.ts";
import { Forbidden, isDownload, words } from "#platform/http/answer.ts";
import type { ApiFeature } from "#platform/http/api.ts";
import en from "#platform/http/texts/en.json" with { type: "json" };
import fi from "#platform/http/texts/fi.json" with { type: "json" };
import sv from "#platform/http/texts/sv.json" with { type: "json" };
import { translators } from "#platform/i18n/texts.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { FileLinks, WantedFile } from "./file-links.ts";

const fileInput = z.strictObject({ path: z.string().startsWith("/").max(1_000) });

/** Gives any file of the API a short-lived address that needs no sign-in; what the person may have is asked again when it is opened. */
export function fileRoutes(features: readonly ApiFeature[], links: FileLinks): ApiFeature {
  /** The route that would answer a GET of the path. */
  function found(path: string) {
    const [plain = "", search] = path.split("?");
    for (const feature of features) {
      for (const each of feature.routes ?? []) {
        const params = each.method === "GET" ? paramsIn(plain, each.path) : undefined;
        if (params)
          return { feature, route: each, params, query: Object.fromEntries(new URLSearchParams(search)) };
      }
    }
    throw new NotFound();
  }

  const mustHaveRole = ({ role }: Route, { roles }: WantedFile["person"]) => {
    if (role !== "anyone" && !has(roles, role)) throw new Forbidden();
  };

  async function fileFor({ person, locale, path }: WantedFile): Promise<OpenAnswer | Download> {
    const { feature, route, params, query } = found(path);
    mustHaveRole(route, person);
    const t = translators(feature.texts)[locale];
    const asked = { person, params, query, input: undefined, locale, t, token: "" };
    try {
      const file = await route.handle(asked as Asked<never>);
      if (isDownload(file)) return file;
    } catch (error) {
      // Words of another feature than this one's.
      if (!(error instanceof Refusal) || error instanceof NotFound) throw error;
      return { title: words[locale]("failed"), text: t(error.reason, error.values) };
    }
    // An address is for files alone: nothing else of the API is to be read without a token.
    throw new NotFound();
  }

  return {
    name: "files",
    texts: { sv, fi, en },
    routes: [
      route({
        method: "POST",
        path: "/files",
        about:
          "A short-lived address of a file of this API, for what can't send a token, such as a phone's browser.",
        role: "anyone",
        input: fileInput,
        async handle({ person, locale, input: { path } }) {
          mustHaveRole(found(path).route, person);
          return { address: `/open/files?ticket=${await links.seal({ person, locale, path })}` };
        },
      }),
    ],
    openRoutes: [
      {
        // Not in the path, whose parts the router keeps short.
        path: "/files",
        about: "The file, for those who were given the address in the last five minutes.",
        async handle({ query = {} }) {
          const wanted = await links.open(query.ticket ?? "");
          if (!wanted) throw new NotFound();
          return fileFor(wanted);
        },
      },
    ],
  };
}

/** The values of a pattern's `:names`, which may have an ending of their own (":id.csv"); undefined where it does not fit. */
function paramsIn(path: string, pattern: string): Record<string, string> | undefined {
  const shape = pattern.replace(/[.+*?^${}()|[\]\\]/g, "\\$&").replace(/:(\w+)/g, "(?<$1>[^/]+)");
  const found = new RegExp(`^${shape}$`).exec(path);
  try {
    return found
      ? Object.fromEntries(
          Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
        )
      : undefined;
  } catch {
    return undefined;
  }
}
