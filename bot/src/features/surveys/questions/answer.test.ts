import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answers, Draft, Question } from "#features/surveys/contract.ts";
import { answersTo } from "#features/surveys/survey/options.ts";
import {
  asked,
  byRole,
  development,
  draftOf,
  recommend,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { Refusal } from "#platform/refusal.ts";
import { checkAnswers, checkBallot, inputOf } from "./answer.ts";

const all = byRole([{ ...development, dontKnow: true }, trust, recommend, service, services, wishes]);

test("what a card sends becomes answers", () => {
  const given = {
    development: "-",
    trust: "4",
    recommend: "10",
    service: "advice",
    services: "news,advice",
    wishes: "  Snabbare svar.\r\nTack!\u0000 ",
    role: "manager",
  };

  expect(checkAnswers(all, given)).toEqual({
    development: { dontKnow: true },
    trust: 4,
    recommend: 10,
    service: "advice",
    services: ["advice", "news"],
    wishes: "Snabbare svar.\nTack!",
    role: "manager",
  });
});

test("what is left empty is no answer", () => {
  expect(checkAnswers(all, { development: "", services: "", wishes: " \n ", role: "" })).toEqual({});
});

test("a ballot answers one question at least", () => {
  expect(() => checkBallot(all, { wishes: " ", role: "manager" })).toThrow(new Refusal("noAnswers"));
  expect(checkBallot(all, { trust: "4" })).toEqual({ trust: 4 });
});

test.each<[string, Record<string, unknown>]>([
  ["a question of another survey", { other: "1" }],
  ["a choice that is not offered", { service: "coffee" }],
  ["one choice of several that is not offered", { services: "advice,coffee" }],
  ["a choice twice with an empty one", { services: "advice,,advice" }],
  ["a number off the scale", { trust: "6" }],
  ["a number written otherwise", { trust: "4.0" }],
  ["a number with spaces", { recommend: " 7" }],
  ["don't know where it is not offered", { trust: "-" }],
  ["don't know among choices", { services: "advice,-" }],
  ["don't know as a group", { role: "-" }],
  ["a group that does not exist", { role: "king" }],
  ["a number in place of text", { trust: 4 }],
  ["a list in place of text", { services: ["advice"] }],
  ["a name that every object has", { constructor: "1" }],
])("%s is refused", (_, given) => {
  expect(() => checkAnswers(all, given)).toThrow(new Refusal("badAnswer"));
});

test("what one may mend is named by the question's number, and by how much", () => {
  const draft = draftOf([trust, { ...services, dontKnow: true }, wishes]);
  const refusal = (given: object) => {
    try {
      return checkAnswers(draft, { ...given });
    } catch (error) {
      return error instanceof Refusal && { reason: error.reason, ...error.values };
    }
  };

  expect(refusal({ wishes: "a".repeat(1001) })).toEqual({ reason: "tooLongAnswer", number: 3, count: 1 });
  expect(refusal({ wishes: "a".repeat(4001) })).toEqual({ reason: "tooLongAnswer", number: 3, count: 3001 });
  expect(refusal({ services: "advice,-" })).toEqual({ reason: "dontKnowAlone", number: 2 });
  expect(refusal({ services: "-" })).toEqual({ services: { dontKnow: true } });
});

test.each(["\u200B", "\u2060 \u200D", "\u3164", "\u00AD\uFEFF", "\u115F\uFFA0", "\u2800", "\u{E0100}"])(
  "nothing but signs that are not seen (%j) is no answer",
  (invisible) => {
    expect(checkAnswers(all, { wishes: invisible })).toEqual({});
    expect(() => checkAnswers(draftOf([{ ...wishes, required: true }]), { wishes: invisible })).toThrow(
      missing(1),
    );
  },
);

test("an optional choice and a group can be taken back; a compulsory one can't", () => {
  expect(checkAnswers(all, { development: "--", trust: "--", service: "--", role: "--" })).toEqual({});
  expect(() => checkAnswers(draftOf([{ ...trust, required: true }]), { trust: "--" })).toThrow(
    new Refusal("badAnswer"),
  );
  expect(() => checkAnswers(all, { services: "--" })).toThrow(new Refusal("badAnswer"));
});

test("a compulsory question that is left out is named by its number", () => {
  const draft = draftOf([trust, { ...development, required: true }]);

  expect(() => checkAnswers(draft, { trust: "4" })).toThrow(missing(2));
  expect(checkAnswers(draft, { trust: "4" }, { partial: true })).toEqual({ trust: 4 });
});

test("don't know answers a compulsory question", () => {
  const draft = draftOf([{ ...development, required: true, dontKnow: true }]);

  expect(checkAnswers(draft, { development: "-" })).toEqual({ development: { dontKnow: true } });
});

test("one page of a dialog is checked by itself, and takes no answers to other pages", () => {
  const draft = draftOf([trust, { ...development, required: true }]);

  expect(checkAnswers(draft, { trust: "4" }, { only: ["trust"] })).toEqual({ trust: 4 });
  expect(() => checkAnswers(draft, { development: "same" }, { only: ["trust"] })).toThrow(
    new Refusal("badAnswer"),
  );
  expect(() => checkAnswers(draft, {}, { only: ["development"] })).toThrow(missing(2));
});

test("a question may be called like something that every object has", () => {
  const draft = draftOf([{ ...asked("constructor"), type: "change", required: true }]);

  expect(() => checkAnswers(draft, {})).toThrow(missing(1));
  expect(checkAnswers(draft, { constructor: "same" })).toEqual({ constructor: "same" });
});

test("a comment is written in one way, and keeps its emoji and line breaks", () => {
  const comment = (wishes: string) => checkAnswers(all, { wishes }).wishes;

  expect(comment("a\u030Angest")).toBe("ångest");
  expect(comment("👩‍🚒\n\tbra")).toBe("👩‍🚒\n\tbra");
  expect(comment("vänd\u202Eom\u2066 nu\u0007")).toBe("vändom nu");
  expect(comment("halv \uD83D")).toBe("halv \uFFFD");
});

test("answers filled in again are the same answers", () => {
  fc.assert(
    fc.property(inputsFor(all), (inputs) => {
      const answers = checkAnswers(all, inputs);
      expect(checkAnswers(all, inputOf(answers))).toEqual(answers);
    }),
  );
});

test("whatever a card sends is refused or fits the survey", () => {
  const word = fc.oneof(
    fc.constantFrom("advice", "better", "5", "manager", "-", "", "advice,news"),
    fc.string(),
  );
  const given = fc.dictionary(
    fc.constantFrom("trust", "services", "development", "wishes", "role", "constructor"),
    word,
  );
  fc.assert(
    fc.property(given, (inputs) => {
      const answers = answersOrNone(all, inputs);
      for (const question of all.questions) expect(fits(question, answers)).toBe(true);
    }),
  );
});

function answersOrNone(draft: Draft, inputs: Record<string, unknown>): Answers {
  try {
    return checkAnswers(draft, inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return {};
  }
}

function fits(question: Question, answers: Answers): boolean {
  const value = answers[question.id];
  if (value === undefined || question.type === "text") return true;
  const inputs = (inputOf({ [question.id]: value })[question.id] ?? "").split(",");
  return inputs.every((input) => answersTo(question).includes(input));
}

function inputsFor({ questions }: Draft): fc.Arbitrary<Record<string, unknown>> {
  const text = fc.string({ minLength: 1, maxLength: 50 });
  const input = (question: Question) =>
    question.type === "text" ? text : fc.constantFrom(...answersTo(question));
  const inputs = Object.fromEntries(questions.map((question) => [question.id, input(question)]));
  return fc.record(inputs, { requiredKeys: [] });
}

const missing = (number: number) => new Refusal("missingRequired", { number });
