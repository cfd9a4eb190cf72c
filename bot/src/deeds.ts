import { type Feature, OldCard } from "#platform/feature.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Turn } from "#platform/teams/turn.ts";

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

/** A verb comes from the client: "constructor" is a name that every object knows. */
const named = <T>(deeds: Record<string, T> = {}, name: string): T | undefined =>
  Object.hasOwn(deeds, name) ? deeds[name] : undefined;
