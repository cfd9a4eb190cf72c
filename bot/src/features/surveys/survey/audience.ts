import type { Draft, Kind } from "#features/surveys/contract.ts";

/** Of fewer, hardly anything could be shown; the promise of anonymity would be empty. */
export const fewestAsked = 10;

/** Names are shown to the organisers of a signed survey, so that theirs may be of any size. */
const needsMany = (kind: Kind) => kind !== "signed";

export const isTooFew = (kind: Kind, people: number | null): people is number =>
  needsMany(kind) && people !== null && people < fewestAsked;

/** The text key of what is said of so few before the survey goes out: what they write will not be shown either. */
export const fewReason = ({ questions }: Draft): "fewCanAnswer" | "fewCanAnswerTexts" =>
  questions.some(({ type }) => type === "text") ? "fewCanAnswerTexts" : "fewCanAnswer";
