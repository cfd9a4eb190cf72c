import { combine } from "#platform/combine.ts";
import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, translators } from "#platform/i18n/texts.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Translating } from "#platform/translating.ts";
import { ballotsPart } from "./ballots/part.ts";
import { cardsPart } from "./cards/part.ts";
import { resultsPart } from "./results/part.ts";
import { sendingPart } from "./sending/part.ts";
import { surveyPart } from "./survey/part.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

/** What surveys are handed beside the platform: wires to other features. */
type Wires = {
  directory: Directory;
  memberships: Memberships;
  /** How translations of their texts are asked for. */
  translating: Translating;
};

/** Pulse surveys: written in the tab, posted and answered in chat, counted from a sealed ballot box. */
export function surveys({ memberships, translating, ...platform }: Platform & Wires) {
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const survey = surveyPart({ ...platform, memberships, translating });
  const ballots = ballotsPart({ ...platform, survey });
  const cards = cardsPart({ ...platform, words, survey, ballots });
  const results = resultsPart({ ...platform, survey, ballots, cards });
  const sending = sendingPart({ ...platform, memberships, survey, ballots, results });

  return {
    name: "surveys",
    texts,
    ...combine(survey, cards, results, sending),
    start: sending.start,
    changes: results.changes,
    translatable: survey.translatable,
  } satisfies Feature & { start: unknown; changes: unknown; translatable: unknown };
}
