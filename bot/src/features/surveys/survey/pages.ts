import {
  type Background,
  type Draft,
  limits,
  type Question,
  type Words,
} from "#features/surveys/contract.ts";
import { answersTo } from "./options.ts";

/* How a survey is asked: with buttons, as a form on the card, or page by page in a dialog. */

/** One question with a button for each answer: one tap answers it. */
export function isPulse({ questions, backgrounds }: Draft): boolean {
  const [question, ...others] = questions;
  if (!question || others.length > 0 || backgrounds.length > 0) return false;
  const isOneTap = question.type === "single" || question.type === "scale" || question.type === "change";
  return isOneTap && answersTo(question).length <= limits.buttons && haveShortTexts(question);
}

/** What a button shows whole on a phone; Teams cuts a longer title, and two that begin alike look the same. */
const longestTitle = 40;

const haveShortTexts = (question: Question): boolean =>
  !("choices" in question) ||
  question.choices.every(({ text }) => Object.values(text).every((each) => each.length <= longestTitle));

/** Whether all fits in the card itself; else it opens a dialog. */
export const fitsCard = (draft: Draft): boolean => pages(draft).length <= 1;

/**
 * The pages of the dialog, the background questions last: at most five questions each, and no more than Teams takes. Where one
 * question alone is more than that, `isTooLarge` says so.
 */
export function pages(draft: Draft): (Question | Background)[][] {
  const made: (Question | Background)[][] = [];
  let left = roomFor(draft) - headBytes(draft);
  for (const each of [...draft.questions, ...draft.backgrounds]) {
    const page = made.at(-1);
    const bytes = bytesOf(each);
    if (page && page.length < limits.questionsInCard && bytes <= left) page.push(each);
    else {
      if (page) left = roomFor(draft);
      made.push([each]);
    }
    left -= bytes;
  }
  return made;
}

/** Whether a question is more than a page of the dialog can hold. */
export function isTooLarge(draft: Draft, question: Question | Background): boolean {
  const isFirst = question === (draft.questions[0] ?? draft.backgrounds[0]);
  return bytesOf(question) > roomFor(draft) - (isFirst ? headBytes(draft) : 0);
}

/* Sizes as Teams counts them: two bytes for each sign of a card's JSON. */

/** What Teams takes; `mostCardBytes` of the platform. */
export const byteLimit = 80 * 1024;
/** Of what stands on every page: the promises, the buttons and the shape itself. */
const frameBytes = 9 * 1024;
/** An input and one of its choices, without texts. */
const inputBytes = 800;
const choiceBytes = 52;

/** For the questions of one page: beside them stands what was entered on all pages. */
const roomFor = ({ questions }: Draft): number =>
  byteLimit -
  frameBytes -
  sum(questions.map((question) => 2 * (question.id.length + 12) + enteredBytes(question)));

/** On the first page the title and the introduction, in which each sign may be escaped. */
const headBytes = ({ title, intro }: Draft): number => 4 * (longest(title) + longest(intro));

function enteredBytes(question: Question): number {
  if (question.type === "text") return 5 * limits.commentLength;
  return question.type === "multiple" ? 2 * sum(question.choices.map(({ id }) => id.length + 1)) : 80;
}

function bytesOf(question: Question | Background): number {
  const own = inputBytes + 2 * longest(question.text);
  // What is written stands in its field, too.
  if ("type" in question && question.type === "text") return own + 3 * limits.commentLength;
  const choices = "choices" in question ? question.choices : [];
  return own + sum(choices.map(({ id, text }) => choiceBytes + 2 * (id.length + longest(text))));
}

/** In the language that takes the most. */
const longest = (words: Words): number =>
  Math.max(...Object.values(words).map((text) => JSON.stringify(text).length));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
