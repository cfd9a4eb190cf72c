import { createHash } from "node:crypto";
import type { Concept } from "#features/glossary/concepts/concept.ts";
import { bestFirst, headwordsOf, inLanguages } from "#features/glossary/concepts/entry.ts";
import { languages } from "#features/glossary/contract.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { plain } from "#platform/teams/card.ts";
import type { Person } from "#platform/teams/turn.ts";

/** Starts a topic in the forum and gives its id; started twice with one id, it is one topic. */
export type StartTopic = (
  by: Person,
  topic: { id: string; title: string; text: string; tags: string[]; language: Locale },
) => Promise<string>;

export type ReviewTopics = ReturnType<typeof reviewTopics>;

const longestTitle = 200;

/** Where a review's terms are talked about: a topic in the forum, in the language of whoever opens the review. */
export function reviewTopics(
  startTopic: StartTopic,
  words: Record<Locale, Translate>,
  tabLink: (page: string) => string,
) {
  return {
    start(concept: Concept, by: Person, language: Locale): Promise<string> {
      const { id, draft, review } = concept;
      const t = words[language];
      const terms = inLanguages((each) => bestFirst(draft.terms, each));
      const headwords = Object.values(headwordsOf(terms)).filter((term) => term !== "");
      const lines = languages
        .filter((each) => terms[each].length > 0)
        .map((each) => `- ${each}: ${terms[each].map(({ term }) => plain(term)).join(", ")}`);
      const definition = draft[language].definition.text;
      const parts = [
        t("topic.text"),
        lines.join("\n"),
        plain(definition),
        `[${t("topic.open")}](${tabLink(`/terms/concepts/${id}`)})`,
      ];
      return startTopic(by, {
        id: topicIdOf(concept, review?.number ?? 1, by),
        title: t("topic.title", { terms: headwords.join(" – ") })
          .slice(0, longestTitle)
          .toWellFormed(),
        text: parts.filter((part) => part !== "").join("\n\n"),
        tags: draft.field ? [draft.field] : [],
        language,
      });
    },
  };
}

/** A UUID made from the review and whoever opens it, so that trying again finds the topic of the first try. */
function topicIdOf({ tenantId, id }: Concept, review: number, by: Person): string {
  const digest = createHash("sha256").update(`review|${tenantId}|${id}|${review}|${by.id}`).digest("hex");
  return digest.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-5$3-8$4-$5");
}
