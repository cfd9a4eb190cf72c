import type { Question, Release, Results } from "bot/surveys/contract";
import type { Formatter } from "./formatter.ts";
import { counted } from "./takeaway.ts";

/** How a release was made: what its own rules do, and what they do not promise. */
export function howCalculated(results: Results, release: Release, formatter: Formatter): string[] {
  const { t } = formatter;
  const has = (...types: Question["type"][]) => results.questions.some(({ type }) => types.includes(type));
  const hasOthers = results.questions.some(({ dontKnow, required }) => dontKnow || !required);
  return [
    ...rulesOf(results, release, formatter),
    t("how.wilson"),
    ...(has("scale", "recommend") ? [t("how.mean")] : []),
    ...(has("recommend") ? [t("how.score")] : []),
    ...(release.questions.some(({ tables }) => tables.length > 0) ? [t("how.compare")] : []),
    ...(hasOthers ? [t("how.dontKnow")] : []),
    t("how.limits"),
    ...(results.kind !== "signed" && release.final ? [t("how.destroyed")] : []),
  ];
}

function rulesOf({ kind, questions }: Results, release: Release, formatter: Formatter): string[] {
  const { t } = formatter;
  const { rules } = release;
  if (release.version === 1) return [t("how.about", rules)];
  if (release.signed !== null) return [t("how.exact"), t("how.allShown")];
  return [
    t("how.exact"),
    ...(kind === "signed" ? [t("how.signed")] : []),
    t("how.groups", rules),
    ...(rules.step !== null ? [t("how.step", { step: rules.step })] : []),
    t("how.atLeast"),
    ...(questions.some(({ type }) => type === "text") ? [t("how.comments", rules)] : []),
    t("how.colleague", counted(rules.colleague, formatter)),
    t("how.notPromised"),
  ];
}
