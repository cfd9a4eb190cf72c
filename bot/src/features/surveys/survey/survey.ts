import { type Draft, type State, type Thresholds, thresholds } from "#features/surveys/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { closingGaps, gapsIn, isPast } from "./gaps.ts";

/** A survey and what has happened to it. What has not happened yet has no date. */
export type Survey = {
  id: string;
  tenantId: string;
  owner: { id: string; name: string };
  /** The store's etag: "" until it is stored. */
  version: string;
  draft: Draft;
  /** Fixed when the survey opens. */
  thresholds: Thresholds;
  /** People asked, as counted from the places; the draft's own number goes before it. */
  audience: number | null;
  /** Where it was sent: the first so many, for who belongs to it. The sender knows all. */
  placeIds: string[];
  createdAt: Date;
  changedAt: Date;
  /** Who wrote the draft last, in the tab. */
  changedBy?: { id: string; name: string } | undefined;
  openedAt?: Date;
  /** When its first card goes out, where it was opened for a time that had not come. */
  scheduledAt?: Date | undefined;
  closedAt?: Date;
  /** When the cards in the places were asked to say so. */
  takenDownAt?: Date;
  releasedAt?: Date;
  /** When ballots and keys were destroyed. */
  sealedAt?: Date;
  removedAt?: Date;
};

type Author = { tenantId: string; id: string; name: string };

/** Every answer reads the survey, so its row stays small however many places it is sent to. */
export const mostPlacesKept = 500;

export function newSurvey(
  id: string,
  { tenantId, id: ownerId, name }: Author,
  draft: Draft,
  now: Date,
): Survey {
  const owner = { id: ownerId, name };
  return {
    id,
    tenantId,
    owner,
    version: "",
    draft,
    thresholds,
    audience: null,
    placeIds: [],
    createdAt: now,
    changedAt: now,
  };
}

/** A survey closes by itself at its time, whether or not the job that counts it has run yet. */
export function stateOf(survey: Survey, now: Date): State {
  const { openedAt, closedAt, releasedAt, draft } = survey;
  if (!openedAt) return "draft";
  if (releasedAt) return "released";
  return closedAt || isPast(draft.closesAt, now) ? "closed" : "open";
}

/** Only a draft may change: what people have answered stays what they were asked. */
export function revise(survey: Survey, draft: Draft, now: Date, by?: Author): Survey {
  if (survey.openedAt) throw new Refusal("notDraft");
  return { ...survey, draft, changedAt: now, changedBy: by && { id: by.id, name: by.name } };
}

/** Opens a draft, or adds places to an open survey; the same places once more change nothing. */
export function open(survey: Survey, placeIds: readonly string[], now: Date, at = now): Survey {
  const state = stateOf(survey, now);
  if (state === "closed" || state === "released") throw new Refusal("closed");
  const together = [...new Set([...survey.placeIds, ...placeIds])].slice(0, mostPlacesKept);
  if (state === "open") {
    return together.length === survey.placeIds.length
      ? survey
      : { ...survey, placeIds: together, changedAt: now };
  }

  const gaps = gapsIn(survey.draft, now);
  if (gaps.length > 0) throw new Refusal("hasGaps", { count: gaps.length });
  const opened = { ...survey, placeIds: together, thresholds, openedAt: now, changedAt: now };
  return at > now ? { ...opened, scheduledAt: at } : opened;
}

/** When a scheduled survey is seen for the first time, by the times of what is to be sent. */
export function schedule(survey: Survey, times: readonly Date[], now: Date): Survey {
  const [first] = times.toSorted((one, other) => one.getTime() - other.getTime());
  if (!isScheduled(survey, now) || !first) return survey;
  return first.getTime() === survey.scheduledAt?.getTime() ? survey : { ...survey, scheduledAt: first };
}

/** Whether nobody has been asked yet, although nothing of it can be changed any more. */
export const isScheduled = ({ openedAt, scheduledAt }: Survey, now: Date): boolean =>
  openedAt !== undefined && scheduledAt !== undefined && scheduledAt > now;

/** An open survey closes at another time; its respondents read it on the card. */
export function moveClosing(survey: Survey, closesAt: Date, now: Date): Survey {
  if (stateOf(survey, now) !== "open") throw new Refusal("notOpen");
  const [gap] = closingGaps({ closesAt: closesAt.toISOString() }, now);
  if (gap) throw new Refusal(gap.reason);
  if (survey.scheduledAt && survey.scheduledAt >= closesAt) throw new Refusal("closesBeforeSent");
  if (survey.draft.closesAt === closesAt.toISOString()) return survey;
  return { ...survey, draft: { ...survey.draft, closesAt: closesAt.toISOString() }, changedAt: now };
}

/** Back to a draft. Only for the caller that knows that nobody has seen the card. */
export function withdraw({ openedAt: _, scheduledAt: __, ...survey }: Survey): Survey {
  if (survey.closedAt) throw new Refusal("closed");
  return { ...survey, placeIds: [] };
}

/** Closing what is closed changes nothing. */
export function close(survey: Survey, now: Date): Survey {
  if (!survey.openedAt) throw new Refusal("notOpen");
  return survey.closedAt ? survey : { ...survey, closedAt: now, changedAt: now };
}

/**
 * Whether respondents see the released results. Decided before it opens: whoever may have answered did so under what the card
 * said of it. It can be taken back later, which tells nobody more than the card did, and not be given again.
 */
export function share(survey: Survey, shared: boolean, now: Date): Survey {
  if (survey.draft.shared === shared) return survey;
  if (shared && survey.openedAt) throw new Refusal("sharedTooLate");
  return { ...survey, draft: { ...survey.draft, shared }, changedAt: now };
}

/** What is open or being counted stays until it is done. */
export function remove(survey: Survey, now: Date): Survey {
  const state = stateOf(survey, now);
  if (state === "open" || state === "closed") throw new Refusal("notRemovable");
  return { ...survey, removedAt: now, changedAt: now };
}

/** How long a removed survey can be brought back; then it is deleted with its results. */
export const restorableMs = 30 * 86_400_000;

export function restore({ removedAt: _, ...survey }: Survey): Survey {
  return survey;
}
