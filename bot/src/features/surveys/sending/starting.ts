import { type Draft, type Language, languages, limits, type Words } from "#features/surveys/contract.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { newSurvey, stateOf } from "#features/surveys/survey/survey.ts";
import { template } from "#features/surveys/survey/templates.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { Publishing } from "./lifecycle.ts";

/** A survey that is asked for by another feature. */
export type Starting = {
  /** A UUID made from what the survey is about: asked for twice, it is started once. */
  id: string;
  tenantId: string;
  owner: { id: string; name: string };
  templateId: string;
  /** In place of the template's, where it says what this one is about. Cut to what a title may have. */
  title?: Words;
  placeIds: readonly string[];
  closesAt: Date;
  languages: readonly Language[];
};

type Ports = {
  store: SurveyStore;
  publishing: Publishing;
  sender: Sender;
  clock: Clock;
};

/**
 * Makes a survey from a ready one and sends it now, by the same rules as if its owner did. Each step may be repeated: the
 * survey and its sending have the same id. Does nothing once it is closed or past its time, or an organiser has cancelled
 * or removed it; leaves out places that the bot has been removed from. A Refusal `hasGaps` if the template is not written
 * in these languages.
 */
export function startSurvey({ store, publishing, sender, clock }: Ports) {
  return async function start(wish: Starting): Promise<void> {
    const { id, tenantId, owner, closesAt } = wish;
    const now = clock.now();
    const placeIds = await publishing.knownOf(tenantId, [...new Set(wish.placeIds)]);
    if (closesAt <= now || placeIds.length === 0) return;

    const survey = await store.add(newSurvey(id, { tenantId, ...owner }, draftOf(wish), now));
    const state = stateOf(survey, now);
    if (survey.removedAt || (state !== "draft" && state !== "open")) return;
    const isCancelled = (await sender.find(tenantId, id))?.state === "cancelled";
    if (!isCancelled) await publishing.send(survey, { id, at: now, by: owner.name, placeIds });
  };
}

function draftOf({ templateId, title, closesAt, languages }: Starting): Draft {
  const { draft } = template(templateId);
  return {
    ...draft,
    title: title ? cut(title) : draft.title,
    languages: [...languages],
    closesAt: closesAt.toISOString(),
  };
}

function cut(title: Words): Words {
  const short = { ...title };
  for (const language of languages) short[language] = title[language].trim().slice(0, limits.titleLength);
  return short;
}
