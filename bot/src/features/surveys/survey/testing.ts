import type { Background, Choice, Draft, Question, Words } from "#features/surveys/contract.ts";

/* Small surveys for tests of the rules; what a test is about, it writes out itself. */

export const inAll = (text: string): Words => ({ sv: text, fi: text, en: text });

export const choices = (...ids: string[]): Choice[] => ids.map((id) => ({ id, text: inAll(id) }));

type Of<Type> = Extract<Question, { type: Type }>;

export const asked = (id: string) => ({
  id,
  text: inAll(`Vad säger du om ${id}?`),
  required: false,
  dontKnow: false,
});

export const development: Of<"change"> = { ...asked("development"), type: "change" };
export const trust: Of<"scale"> = {
  ...asked("trust"),
  type: "scale",
  low: inAll("svagt"),
  high: inAll("starkt"),
};
export const recommend: Of<"recommend"> = { ...asked("recommend"), type: "recommend" };
export const wishes: Of<"text"> = { ...asked("wishes"), type: "text" };
export const service: Of<"single"> = {
  ...asked("service"),
  type: "single",
  choices: choices("advice", "networks"),
};
export const services: Of<"multiple"> = {
  ...asked("services"),
  type: "multiple",
  choices: choices("advice", "networks", "news"),
};

export const role: Background = {
  id: "role",
  text: inAll("Vad är din roll?"),
  choices: choices("manager", "officer", "leader"),
};

export function draftOf(questions: Question[], changes: Partial<Draft> = {}): Draft {
  return {
    kind: "sealed",
    languages: ["sv", "fi", "en"],
    title: inAll("Kundenkät"),
    intro: inAll(""),
    questions,
    backgrounds: [],
    segmentBy: null,
    closesAt: "2026-12-24T14:00:00Z",
    audience: null,
    shared: false,
    ...changes,
  };
}

/** The questions, with results shown by role. */
export const byRole = (questions: Question[], changes: Partial<Draft> = {}): Draft =>
  draftOf(questions, { backgrounds: [role], segmentBy: "role", ...changes });
