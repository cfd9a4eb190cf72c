import type { Background, Choice, Draft, Question, QuestionType, Words } from "bot/surveys/contract";

/* Rules of a draft under the organiser's hand: every change gives a new draft. Ids come from outside. */

export const questionTypes: readonly QuestionType[] = [
  "single",
  "multiple",
  "scale",
  "recommend",
  "change",
  "text",
];

export const noWords: Words = { sv: "", fi: "", en: "" };

export const emptyDraft: Draft = {
  kind: "sealed",
  languages: ["sv", "fi", "en"],
  title: noWords,
  intro: noWords,
  questions: [],
  backgrounds: [],
  segmentBy: null,
  closesAt: null,
  audience: null,
  shared: false,
};

/** An id as the contract wants it; unique enough within one survey. */
export function newId(): string {
  return crypto
    .getRandomValues(new Uint32Array(2))
    .reduce((id, part) => id + part.toString(36).padStart(7, "0"), "");
}

export function newQuestion(type: QuestionType, makeId: () => string): Question {
  const asked = { id: makeId(), text: noWords, required: type !== "text", dontKnow: false };
  switch (type) {
    case "single":
    case "multiple":
      return { ...asked, type, choices: [newChoice(makeId), newChoice(makeId)] };
    case "scale":
      return { ...asked, type, low: noWords, high: noWords };
    default:
      return { ...asked, type };
  }
}

export const newChoice = (makeId: () => string): Choice => ({ id: makeId(), text: noWords });

export const newBackground = (makeId: () => string): Background => ({
  id: makeId(),
  text: noWords,
  choices: [newChoice(makeId), newChoice(makeId)],
});

/** The question as another type: its text stays, and its choices where both have them. */
export function asType(question: Question, type: QuestionType, makeId: () => string): Question {
  const { id, text, required, dontKnow } = question;
  const fresh = newQuestion(type, makeId);
  const choices = hasChoices(question) && hasChoices(fresh) ? { choices: question.choices } : {};
  return { ...fresh, ...choices, id, text, required, dontKnow };
}

type ChoiceQuestion = Extract<Question, { type: "single" | "multiple" }>;
export const hasChoices = (question: Question): question is ChoiceQuestion =>
  question.type === "single" || question.type === "multiple";

/** The list with one item at another place; places outside the list change nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** Where an item dropped before (or after) another ends up, once it has left its own place. */
export function dropPlace(from: number, target: number, after: boolean): number {
  const place = target + (after ? 1 : 0);
  return place > from ? place - 1 : place;
}

export function duplicated(question: Question, makeId: () => string): Question {
  const copy = { ...question, id: makeId() };
  return hasChoices(copy)
    ? { ...copy, choices: copy.choices.map((choice) => ({ ...choice, id: makeId() })) }
    : copy;
}

/** The first is what results are shown by, since at close the single answers are destroyed; later ones leave the choice as it is. */
export function withBackground(draft: Draft, background: Background): Draft {
  return {
    ...draft,
    backgrounds: [...draft.backgrounds, background],
    segmentBy: draft.backgrounds.length === 0 ? background.id : draft.segmentBy,
  };
}

/** Results cannot be shown by a background question that is gone: they are shown by the first that is left. */
export function withoutBackground(draft: Draft, id: string): Draft {
  const backgrounds = draft.backgrounds.filter((background) => background.id !== id);
  return {
    ...draft,
    backgrounds,
    segmentBy: draft.segmentBy === id ? (backgrounds[0]?.id ?? null) : draft.segmentBy,
  };
}

/** Of pasted lines those that there is room for, each no longer than it may be, and how much was lost by that. */
export function fitting(lines: readonly string[], { room, maxLength }: { room: number; maxLength: number }) {
  const kept = lines.slice(0, Math.max(0, room));
  return {
    kept: kept.map((line) => line.slice(0, maxLength)),
    leftOut: lines.length - kept.length,
    cut: kept.filter((line) => line.length > maxLength).length,
  };
}

/** Several lines pasted into one choice become as many choices: the first here, the rest after it, empty ones first. */
export function pasted(
  choices: Choice[],
  index: number,
  lines: string[],
  language: keyof Words,
  makeId: () => string,
) {
  const result = [...choices];
  lines.forEach((line, offset) => {
    const before = result[index + offset] ?? newChoice(makeId);
    result[index + offset] = { ...before, text: { ...before.text, [language]: line } };
  });
  return result;
}
