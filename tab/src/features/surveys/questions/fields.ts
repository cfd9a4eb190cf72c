import type { Draft, Gap, Words } from "bot/surveys/contract";
import { missingIn } from "#platform/drafting/fields.ts";

/* Where a text of the draft is on the page, so that what is missing can be linked to. */

/** The question or background question that a path is in, to open it before its field is shown. */
export const ownerOf = (path: string): string | undefined => path.split("/")[1];

/**
 * The server's path, which names things by their place ("questions.0.choices.1.text"), in our form.
 * A path to a whole list, or one that is no longer right, leads to the nearest thing that is on the page.
 */
export function fieldPath(draft: Draft, path: string): string {
  const parts = path.split(/[./]/).filter(Boolean);
  const [list, one, field, inner] = parts;
  if (list !== "questions" && list !== "backgrounds") return list ?? "title";
  const item = at<{ id: string; choices?: { id: string }[] }>(draft[list], one);
  if (!item) return list;
  if (field !== "choices") return `${list}/${item.id}/${field ?? "text"}`;
  const choice = at(item.choices ?? [], inner) ?? item.choices?.[0];
  return choice ? `${list}/${item.id}/choices/${choice.id}` : `${list}/${item.id}/text`;
}

function at<T extends { id: string }>(items: readonly T[], key: string | undefined): T | undefined {
  return items.find(({ id }) => id === key) ?? items[Number(key)];
}

/** A gap that is only a text not yet written in a language, found here so that it is marked while one types. */
export function missingWords(draft: Draft): Gap[] {
  const gaps: Gap[] = [];
  const need = (path: string, words: Words, optional = false) => {
    for (const language of missingIn(words, draft.languages, optional))
      gaps.push({ path, language, reason: "missingText" });
  };
  need("title", draft.title);
  need("intro", draft.intro, true);
  for (const question of draft.questions) {
    need(`questions/${question.id}/text`, question.text);
    if (question.type === "scale") {
      need(`questions/${question.id}/low`, question.low);
      need(`questions/${question.id}/high`, question.high);
    }
    if ("choices" in question) {
      for (const { id, text } of question.choices) need(`questions/${question.id}/choices/${id}`, text);
    }
  }
  for (const background of draft.backgrounds) {
    need(`backgrounds/${background.id}/text`, background.text);
    for (const { id, text } of background.choices) need(`backgrounds/${background.id}/choices/${id}`, text);
  }
  return gaps;
}

/** A link that opens the builder at a gap's field. */
export function gapLink(surveyId: string, draft: Draft, { path, language }: Gap): string {
  const query = new URLSearchParams({ field: fieldPath(draft, path), ...(language ? { language } : {}) });
  return `/surveys/${surveyId}/build?${query}`;
}
