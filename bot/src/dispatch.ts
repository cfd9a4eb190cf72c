import { type Feature, OldCard, type Platform } from "./platform/feature.ts";
import type { Locale, Translate } from "./platform/i18n/texts.ts";
import { Refusal, undefinedIfRefused } from "./platform/refusal.ts";
import type { Said } from "./platform/teams/extension.ts";
import { pageOf, paramsIn } from "./platform/teams/tab-link.ts";
import type { Place, Preview, Turn } from "./platform/teams/turn.ts";

export type Installed = Feature & { in: Record<Locale, Translate> };

/** Who does it, for each feature in the words of that feature. */
export type Doing = { locale: Locale; turn(feature: Installed): Turn };

/**
 * Runs what a verb, `<feature>/<name>`, names among the deeds of its feature. An expected no becomes words in the person's
 * language, and so does what is unknown or does not fit: `unknown` is the key of the general words for it.
 */
export function deedsOf(installed: readonly Installed[], general: Installed) {
  return async function run<D, R>(
    verb: string,
    { locale, turn }: Doing,
    deeds: (feature: Installed) => Record<string, D> | undefined,
    call: (deed: D, turn: Turn) => Promise<R>,
    unknown = "oldCard",
  ): Promise<R | { notice: string }> {
    const inWords = () => ({ notice: general.in[locale](unknown) });
    const [name, deedName = "", ...more] = verb.split("/");
    const feature = more.length > 0 ? undefined : installed.find((each) => each.name === name);
    const deed = feature && named(deeds(feature), deedName);
    if (!feature || !deed) return inWords();
    try {
      return await call(deed, turn(feature));
    } catch (error) {
      if (error instanceof OldCard) return inWords();
      if (error instanceof Refusal) return { notice: feature.in[locale](error.reason, error.values) };
      throw error;
    }
  };
}

/** What is shown below a link of ours: by the first feature that has such a page, if there is anything for the person. */
export function previewsOf(installed: readonly Installed[], tabLink: Platform["tabLink"]) {
  const previews = installed.flatMap((feature) =>
    (feature.linkPreviews ?? []).map((link) => ({ feature, ...link })),
  );
  return async function preview(url: string, { turn }: Doing): Promise<Preview | undefined> {
    const page = pageOf(url, tabLink);
    if (page === undefined) return undefined;
    for (const { feature, path, preview } of previews) {
      const params = paramsIn(page, path);
      if (params) return preview(params, turn(feature)).catch(undefinedIfRefused);
    }
    return undefined;
  };
}

/** Tells every feature that listens. One that fails keeps nothing from the others; what went wrong is thrown after that. */
export function hearingOf(installed: readonly Installed[]) {
  return async function hear(said: Said, place: Place): Promise<void> {
    const heard = await Promise.allSettled(installed.map(async (feature) => feature.hears?.(said, place)));
    for (const each of heard) if (each.status === "rejected") throw each.reason;
  };
}

/** A verb comes from the client: "constructor" is a name that every object knows. */
const named = <T>(deeds: Record<string, T> = {}, name: string): T | undefined =>
  Object.hasOwn(deeds, name) ? deeds[name] : undefined;
