import {
  type Answers,
  type AnswerValue,
  type Background,
  type Draft,
  limits,
  type Question,
  type SignedAnswers,
} from "#features/surveys/contract.ts";
import { answersTo, isSkippable, noAnswer, notKnown } from "#features/surveys/survey/options.ts";
import { Refusal } from "#platform/refusal.ts";

/** partial: compulsory questions may be missing. only: just these ids are asked now, as on one page of a dialog. */
export type Checking = { partial?: boolean; only?: readonly string[] };

/**
 * The answers in what a card sent: a text for each id, several choices with commas between, "" where nothing was
 * entered. Background answers lie in the same map. Refuses with `badAnswer` what the card could not have sent, and what
 * people may mend with `number`, the question's from 1: `missingRequired`, `tooLongAnswer` (`count`: signs too many) and
 * `dontKnowAlone`.
 */
export function checkAnswers(
  draft: Draft,
  given: Readonly<Record<string, unknown>>,
  checking: Checking = {},
): Answers {
  const { partial = false, only } = checking;
  const isAsked = ({ id }: { id: string }) => !only || only.includes(id);
  const inputs = new Map(Object.entries(given));
  const answers: Answers = {};

  for (const [at, question] of [...draft.questions, ...draft.backgrounds].entries()) {
    if (!isAsked(question)) continue;
    const input = inputs.get(question.id) ?? "";
    inputs.delete(question.id);
    const value = "type" in question ? answerTo(question, input, at + 1) : groupIn(question, input);
    if (value !== undefined) answers[question.id] = value;
  }
  if (inputs.size > 0) throw bad();

  const missing = draft.questions.findIndex(
    (question) => question.required && isAsked(question) && !Object.hasOwn(answers, question.id),
  );
  if (missing >= 0 && !partial) throw new Refusal("missingRequired", { number: missing + 1 });
  return answers;
}

/** A person's whole answer, to be cast. As checkAnswers; refuses with `noAnswers` where no question has one. */
export function checkBallot(draft: Draft, given: Readonly<Record<string, unknown>>): Answers {
  const answers = checkAnswers(draft, given);
  if (!draft.questions.some(({ id }) => Object.hasOwn(answers, id))) throw new Refusal("noAnswers");
  return answers;
}

/** The answers as a card's inputs, for filling it in again. */
export function inputOf(answers: Answers): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, inputFor(value)]));
}

/** What organisers of a signed survey see of one person. */
export function signedBy({ backgrounds, questions }: Draft, answers: Answers, name: string): SignedAnswers {
  const pick = (entries: readonly { id: string }[]) =>
    entries.flatMap(({ id }) => {
      const value = own(answers, id);
      return value === undefined ? [] : [[id, value] as const];
    });
  const groups = Object.fromEntries(pick(backgrounds).map(([id, value]) => [id, String(value)]));
  return { name, answers: Object.fromEntries(pick(questions)), groups };
}

/** A question may be called `constructor`: only what was answered counts. */
export const own = (answers: Answers, id: string) => (Object.hasOwn(answers, id) ? answers[id] : undefined);

function inputFor(value: AnswerValue): string {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? notKnown : String(value);
}

function answerTo(question: Question, input: unknown, number: number): AnswerValue | undefined {
  if (typeof input !== "string") throw bad();
  if (question.type === "text") return comment(input, number);
  if (input === "" || (input === noAnswer && isSkippable(question))) return undefined;
  if (question.type === "multiple" && input !== notKnown) return choicesIn(question, input, number);
  if (!answersTo(question).includes(input)) throw bad();
  if (input === notKnown) return { dontKnow: true };
  return question.type === "scale" || question.type === "recommend" ? Number(input) : input;
}

/** In the survey's order, so that equal answers are written alike. */
function choicesIn(
  question: Extract<Question, { type: "multiple" }>,
  input: string,
  number: number,
): string[] {
  const chosen = new Set(input.split(","));
  const known = question.choices.map(({ id }) => id).filter((id) => chosen.has(id));
  const isTogether = question.dontKnow && chosen.delete(notKnown);
  if (known.length !== chosen.size) throw bad();
  if (isTogether && known.length > 0) throw new Refusal("dontKnowAlone", { number });
  return known;
}

function groupIn({ choices }: Background, input: unknown): string | undefined {
  if (input === "" || input === noAnswer) return undefined;
  const chosen = choices.find(({ id }) => id === input);
  if (!chosen) throw bad();
  return chosen.id;
}

/** Kept: line breaks and tabs. Removed: other control characters, and marks that turn the direction of the text after them. */
const unwanted = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What is not seen: nothing but this is no answer. The blank of Braille has no such property in Unicode. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\s\u2800]/gu;

function comment(input: string, number: number): string | undefined {
  const text = input
    .toWellFormed()
    .normalize("NFC")
    .replaceAll("\r\n", "\n")
    .replaceAll(unwanted, (mark) => (mark === "\n" || mark === "\t" ? mark : ""))
    .trim();
  if (text.replaceAll(invisible, "") === "") return undefined;
  const count = text.length - limits.commentLength;
  if (count > 0) throw new Refusal("tooLongAnswer", { number, count });
  return text;
}

const bad = () => new Refusal("badAnswer");
