import {
  type Background,
  type Draft,
  type Gap,
  languages,
  limits,
  type Question,
  type Words,
} from "#features/surveys/contract.ts";
import { isTooFew } from "./audience.ts";
import { isTooLarge } from "./pages.ts";

const longestMs = 400 * 86_400_000;
const fewestChoices = 2;

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
    ...sizeGaps(draft),
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
    ...sameTexts(draft, choices, path),
  ];
}

/** Two answers that read alike can't be told from each other: the second is the gap, in each language where it is so. */
function sameTexts({ languages: asked }: Draft, choices: Background["choices"], path: string): Gap[] {
  return languages
    .filter((language) => asked.includes(language))
    .flatMap((language) => {
      const seen = new Set([""]);
      return choices.flatMap(({ text }, at): Gap[] => {
        const seenAs = asRead(text[language]);
        const isSecond = seenAs !== "" && seen.has(seenAs);
        seen.add(seenAs);
        return isSecond ? [{ path: `${path}.choices.${at}.text`, language, reason: "duplicateText" }] : [];
      });
    });
}

/** Without what the eye does not tell: signs that are not seen, capitals, and more than one space. */
const asRead = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, " ")
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();

/** Each question has to fit into a page by itself; the pages are made of what fits. */
function sizeGaps(draft: Draft): Gap[] {
  const lists = { questions: draft.questions, backgrounds: draft.backgrounds };
  return Object.entries(lists).flatMap(([list, all]) =>
    all.flatMap((question, at) =>
      gapIf(
        isTooLarge(draft, question),
        `${list}.${at}.${"choices" in question ? "choices" : "text"}`,
        "tooLarge",
      ),
    ),
  );
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

export function closingGaps({ closesAt }: Pick<Draft, "closesAt">, now: Date): Gap[] {
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

export const isPast = (instant: string | null, now: Date) =>
  instant !== null && Date.parse(instant) <= now.getTime();
