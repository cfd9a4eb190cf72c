import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

const words = translators(defineTexts({ sv, fi, en }));

/** What a place is called, in words that are never empty; undefined is a place that the bot has been taken from. */
export function placeName(place: Place | undefined, locale: Locale): string {
  if (!place) return words[locale]("gone");
  const name = place.name.trim();
  // A team's first channel has the team's id. Teams sends no name for it, or the English one, until an owner renames it.
  const isFirst = threadOf(place.id).conversationId === place.teamId;
  if (isFirst && (name === "" || name === "General")) return words[locale]("general");
  return name || words[locale](place.scope);
}

/** The team of a channel, in words that are never empty; null for a chat. */
export function teamNameOf(place: Place | undefined, locale: Locale): string | null {
  if (place?.scope !== "channel") return null;
  return place.teamName?.trim() || words[locale]("team");
}
