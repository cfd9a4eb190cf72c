import {
  type Background,
  type Draft,
  type Gap,
  languages,
  limits,
  type Question,
  type State,
  type Thresholds,
  thresholds,
  type Words,
} from "#features/surveys/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { isTooFew } from "./audience.ts";

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
  closedAt?: Date;
  /** When the cards in the places were asked to say so. */
  takenDownAt?: Date;
  releasedAt?: Date;
  /** When ballots and keys were destroyed. */
  sealedAt?: Date;
  removedAt?: Date;
};

type Author = { tenantId: string; id: string; name: string };

const longestMs = 400 * 86_400_000;
const fewestChoices = 2;
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
export function open(survey: Survey, placeIds: readonly string[], now: Date): Survey {
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
  return { ...survey, placeIds: together, thresholds, openedAt: now, changedAt: now };
}

/** Back to a draft. Only for the caller that knows that nobody has seen the card. */
export function withdraw({ openedAt: _, ...survey }: Survey): Survey {
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

/** All that stops the draft from being sent. Paths are the draft's own, such as `questions.0.choices.1.text`. */
export function gapsIn(draft: Draft, now: Date): Gap[] {
  const { questions, backgrounds, segmentBy, audience } = draft;
  const texts = questions.filter(({ type }) => type === "text");
  const hasSegment = segmentBy === null || backgrounds.some(({ id }) => id === segmentBy);
  return [
    ...missingWords(draft, "title", draft.title),
    ...(isWritten(draft.intro) ? missingWords(draft, "intro", draft.intro) : []),
    ...gapIf(questions.length === 0, "questions", "noQuestions"),
    ...gapIf(questions.length > limits.questions, "questions", "tooMany"),
    ...gapIf(texts.length > limits.textQuestions, "questions", "tooManyTextQuestions"),
    ...gapIf(backgrounds.length > limits.backgrounds, "backgrounds", "tooMany"),
    ...questions.flatMap((question, at) => gapsInQuestion(draft, question, `questions.${at}`)),
    ...backgrounds.flatMap((background, at) => gapsInBackground(draft, background, `backgrounds.${at}`)),
    ...sameIds({ questions, backgrounds }),
    ...closingGaps(draft, now),
    ...gapIf(!hasSegment, "segmentBy", "unknownSegment"),
    ...gapIf(isTooFew(draft.kind, audience), "audience", "tooFewAsked"),
  ];
}

function gapsInQuestion(draft: Draft, question: Question, path: string): Gap[] {
  const text = missingWords(draft, `${path}.text`, question.text);
  if (question.type === "single" || question.type === "multiple") {
    return [...text, ...choiceGaps(draft, question.choices, path, limits.choices)];
  }
  if (question.type !== "scale") return text;
  return [
    ...text,
    ...missingWords(draft, `${path}.low`, question.low),
    ...missingWords(draft, `${path}.high`, question.high),
  ];
}

function gapsInBackground(draft: Draft, { text, choices }: Background, path: string): Gap[] {
  return [...missingWords(draft, `${path}.text`, text), ...choiceGaps(draft, choices, path, limits.groups)];
}

function choiceGaps(draft: Draft, choices: Background["choices"], path: string, most: number): Gap[] {
  return [
    ...gapIf(choices.length < fewestChoices, `${path}.choices`, "tooFewChoices"),
    ...gapIf(choices.length > most, `${path}.choices`, "tooMany"),
    ...choices.flatMap(({ text }, at) => missingWords(draft, `${path}.choices.${at}.text`, text)),
    ...sameIds({ [`${path}.choices`]: choices }),
  ];
}

function missingWords(draft: Draft, path: string, words: Words): Gap[] {
  return languages
    .filter((language) => draft.languages.includes(language) && words[language].trim() === "")
    .map((language) => ({ path, language, reason: "missingText" }));
}

const isWritten = (words: Words) => languages.some((language) => words[language].trim() !== "");

/** Everything that carries an id in one namespace; the second of two is the gap. */
function sameIds(lists: Record<string, readonly { id: string }[]>): Gap[] {
  const seen = new Set<string>();
  return Object.entries(lists).flatMap(([path, entries]) =>
    entries.flatMap(({ id }, at) => {
      const isSecond = seen.has(id);
      seen.add(id);
      return gapIf(isSecond, `${path}.${at}.id`, "duplicateId");
    }),
  );
}

function closingGaps({ closesAt }: Draft, now: Date): Gap[] {
  const isTooLate = closesAt !== null && Date.parse(closesAt) - now.getTime() > longestMs;
  return [
    ...gapIf(closesAt === null, "closesAt", "noClosingTime"),
    ...gapIf(isPast(closesAt, now), "closesAt", "closesInPast"),
    ...gapIf(isTooLate, "closesAt", "closesTooLate"),
  ];
}

function gapIf(isWrong: boolean, path: string, reason: string): Gap[] {
  return isWrong ? [{ path, language: null, reason }] : [];
}

const isPast = (instant: string | null, now: Date) =>
  instant !== null && Date.parse(instant) <= now.getTime();

/** What a card sends for "don't know". No id can be written like it. */
export const notKnown = "-";

/** What a card sends for a choice that is taken back: with radio buttons and lists there is no other way. */
export const noAnswer = "--";

/** Whether a choice may be taken back: several can be unticked, and a text be emptied. */
export const isSkippable = ({ required, type }: Question): boolean =>
  !required && type !== "multiple" && type !== "text";

/** What a question can be answered with, as a card sends it: its keys, and "don't know" where it is offered. */
export function answersTo(question: Question): string[] {
  if (question.type === "text") return [];
  return [...keysOf(question), ...(question.dontKnow ? [notKnown] : [])];
}

/** The keys that a question's answers are counted by; none for a text. */
export function keysOf(question: Question): string[] {
  if (question.type === "scale") return ["1", "2", "3", "4", "5"];
  if (question.type === "recommend") return ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
  if (question.type === "change") return ["better", "same", "worse"];
  return question.type === "text" ? [] : question.choices.map(({ id }) => id);
}

/** One question with a button for each answer: one tap answers it. */
export function isPulse({ questions, backgrounds }: Draft): boolean {
  const [question, ...others] = questions;
  if (!question || others.length > 0 || backgrounds.length > 0) return false;
  const isOneTap = question.type === "single" || question.type === "scale" || question.type === "change";
  return isOneTap && answersTo(question).length <= limits.buttons;
}

/** Whether all fits in the card itself; else it opens a dialog. */
export function fitsCard({ questions, backgrounds }: Draft): boolean {
  return questions.length + backgrounds.length <= limits.questionsInCard;
}

/** The pages of the dialog, the background questions last. */
export function pages({ questions, backgrounds }: Draft): (Question | Background)[][] {
  const all = [...questions, ...backgrounds];
  const count = Math.ceil(all.length / limits.questionsInCard);
  return Array.from({ length: count }, (_, page) =>
    all.slice(page * limits.questionsInCard, (page + 1) * limits.questionsInCard),
  );
}
