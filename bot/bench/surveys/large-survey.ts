import type { Answers, Choice, Draft, Question, Words } from "#features/surveys/contract.ts";

const words = (text: string): Words => ({ sv: text, fi: text, en: text });
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, at) => ({ id: `c${at}`, text: words(`Alternativ ${at + 1}`) }));

const types = [
  "scale",
  "scale",
  "scale",
  "scale",
  "change",
  "change",
  "single",
  "single",
  "multiple",
  "recommend",
] as const;

/** Ten questions in regions: as many as Finland has, Åland among them. */
const regions = 19;

/** A sealed survey of ten questions, shown by region. */
export const largeSurvey = (closesAt: Date): Draft => ({
  kind: "sealed",
  languages: ["sv"],
  title: words("Nöjdhet med kommunens tjänster"),
  intro: words(""),
  questions: types.map(questionOf),
  backgrounds: [{ id: "landskap", text: words("Vilket landskap bor du i?"), choices: choices(regions) }],
  segmentBy: "landskap",
  closesAt: closesAt.toISOString(),
  audience: null,
  shared: true,
});

function questionOf(type: (typeof types)[number], at: number): Question {
  const asked = { id: `q${at}`, text: words(`Fråga ${at + 1}`), required: false, dontKnow: false };
  if (type === "scale") return { ...asked, type, low: words("dåligt"), high: words("bra") };
  if (type === "single" || type === "multiple") return { ...asked, type, choices: choices(4) };
  return { ...asked, type };
}

/** What a numbered person answers: evenly spread, so that every scale's mean is 3 when the people are a multiple of 5. */
export function answersOf(person: number): Answers {
  const answers = types.map((type, at) => [`q${at}`, answerTo(type, person + at)] as const);
  return { ...Object.fromEntries(answers), landskap: `c${person % regions}` };
}

function answerTo(type: (typeof types)[number], turn: number) {
  if (type === "scale") return 1 + (turn % 5);
  if (type === "change") return ["better", "same", "worse"][turn % 3] ?? "same";
  if (type === "single") return `c${turn % 4}`;
  if (type === "multiple") return [`c${turn % 2}`, `c${2 + (turn % 2)}`];
  return turn % 11;
}
