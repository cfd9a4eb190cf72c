import { expect, test } from "vitest";
import { type Draft, limits, type Question, thresholds } from "#features/surveys/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { gapsIn } from "./gaps.ts";
import { answersTo } from "./options.ts";
import { fitsCard, isPulse, pages } from "./pages.ts";
import {
  close,
  isScheduled,
  moveClosing,
  newSurvey,
  open,
  remove,
  restore,
  revise,
  schedule,
  share,
  stateOf,
  withdraw,
} from "./survey.ts";
import {
  asked,
  byRole,
  choices,
  development,
  draftOf,
  inAll,
  recommend,
  role,
  service,
  services,
  trust,
  wishes,
} from "./testing.ts";

const anna = { tenantId: "tenant", id: "anna", name: "Anna" };
const now = new Date("2026-11-22T08:00:00Z");
const later = new Date("2026-12-01T08:00:00Z");
const afterClose = new Date("2026-12-24T14:00:00Z");

const drafted = (draft: Draft = draftOf([development])) => newSurvey("survey", anna, draft, now);
const opened = (draft?: Draft) => open(drafted(draft), ["general"], now);

test("a survey goes from draft to open, closed and released", () => {
  const survey = opened();
  const closed = close(survey, later);

  expect(stateOf(drafted(), now)).toBe("draft");
  expect(stateOf(survey, now)).toBe("open");
  expect(stateOf(closed, later)).toBe("closed");
  expect(stateOf({ ...closed, releasedAt: later }, later)).toBe("released");
});

test("a survey is closed from its closing time on, though nobody has closed it", () => {
  expect(stateOf(opened(), new Date(afterClose.getTime() - 1))).toBe("open");
  expect(stateOf(opened(), afterClose)).toBe("closed");
});

test("opening fixes the thresholds and remembers the places", () => {
  expect(opened()).toMatchObject({ openedAt: now, thresholds, placeIds: ["general"] });
});

test("an open survey can be sent to more places, and to the same again", () => {
  const survey = opened();

  expect(open(survey, ["general", "news"], later)).toMatchObject({
    openedAt: now,
    placeIds: ["general", "news"],
  });
  expect(open(survey, ["general"], later)).toBe(survey);
});

test("a draft with gaps and a closed survey cannot be opened", () => {
  expect(() => open(drafted(draftOf([])), ["general"], now)).toThrow(new Refusal("hasGaps", { count: 1 }));
  expect(() => open(opened(), ["news"], afterClose)).toThrow(new Refusal("closed"));
});

test("closing twice changes nothing, and a draft cannot be closed", () => {
  const closed = close(opened(), later);

  expect(close(closed, afterClose)).toBe(closed);
  expect(() => close(drafted(), now)).toThrow(new Refusal("notOpen"));
});

test("only a draft can be revised", () => {
  const draft = draftOf([trust]);

  expect(revise(drafted(), draft, later)).toMatchObject({ draft, changedAt: later });
  expect(() => revise(opened(), draft, later)).toThrow(new Refusal("notDraft"));
});

test("results that were promised to fewer are never shared with more; a draft's can be, and sharing can end", () => {
  const isShared = opened({ ...draftOf([trust]), shared: true });

  expect(share(drafted(), true, later).draft.shared).toBe(true);
  expect(() => share(opened(), true, later)).toThrow(new Refusal("sharedTooLate"));
  expect(() => share(close(opened(), later), true, afterClose)).toThrow(new Refusal("sharedTooLate"));
  expect(share(isShared, false, later)).toMatchObject({ draft: { shared: false }, changedAt: later });
  expect(share(isShared, true, later)).toBe(isShared);
});

test("a survey that nobody has seen can become a draft again", () => {
  expect(stateOf(withdraw(opened()), now)).toBe("draft");
  expect(() => withdraw(close(opened(), now))).toThrow(new Refusal("closed"));
});

test("a survey that goes out later is scheduled until then, and is open from then on", () => {
  const scheduled = open(drafted(), ["general"], now, later);

  expect(isScheduled(scheduled, now)).toBe(true);
  expect(isScheduled(scheduled, later)).toBe(false);
  expect(isScheduled(opened(), now)).toBe(false);
  expect(stateOf(scheduled, now)).toBe("open");
  expect(withdraw(scheduled)).not.toHaveProperty("scheduledAt");
});

test("the first of what is to be sent says when a scheduled survey is seen; what was seen stays so", () => {
  const scheduled = open(drafted(), ["general"], now, later);
  const sooner = new Date("2026-11-25T08:00:00Z");

  expect(schedule(scheduled, [later, sooner], now).scheduledAt).toEqual(sooner);
  expect(isScheduled(schedule(scheduled, [later, now], now), now)).toBe(false);
  expect(schedule(scheduled, [later], now)).toBe(scheduled);
  expect(schedule(scheduled, [], now)).toBe(scheduled);
  expect(schedule(scheduled, [afterClose], later)).toBe(scheduled);
  expect(schedule(opened(), [later], now)).not.toHaveProperty("scheduledAt");
});

test("an open survey can close at another time, within the limits of a draft's, and not before it is sent", () => {
  const longer = new Date("2027-01-15T14:00:00Z");
  const moved = moveClosing(opened(), longer, now);

  expect(moved.draft.closesAt).toBe(longer.toISOString());
  expect(moveClosing(moved, longer, later)).toBe(moved);
  expect(stateOf(moved, afterClose)).toBe("open");
  expect(() => moveClosing(opened(), now, now)).toThrow(new Refusal("closesInPast"));
  expect(() => moveClosing(opened(), new Date("2028-01-15T14:00:00Z"), now)).toThrow(
    new Refusal("closesTooLate"),
  );
  expect(() => moveClosing(open(drafted(), ["general"], now, later), later, now)).toThrow(
    new Refusal("closesBeforeSent"),
  );
  for (const survey of [drafted(), close(opened(), now)])
    expect(() => moveClosing(survey, longer, now)).toThrow(new Refusal("notOpen"));
  expect(() => moveClosing(opened(), longer, afterClose)).toThrow(new Refusal("notOpen"));
});

test("a draft and a released survey can be removed and brought back, an open or uncounted one not", () => {
  const removed = remove(drafted(), later);

  expect(removed.removedAt).toEqual(later);
  expect(restore(removed)).not.toHaveProperty("removedAt");
  expect(remove({ ...close(opened(), now), releasedAt: now }, later).removedAt).toEqual(later);
  expect(() => remove(opened(), later)).toThrow(new Refusal("notRemovable"));
  expect(() => remove(close(opened(), later), later)).toThrow(new Refusal("notRemovable"));
});

test("a whole draft has no gaps", () => {
  expect(gapsIn(byRole([development, trust, recommend, service, services, wishes]), now)).toEqual([]);
});

test("each missing text is a gap, in the chosen languages only", () => {
  const half = { sv: "Bra", fi: " ", en: "" };
  const questions: Question[] = [
    { ...trust, text: half, low: half },
    { ...service, choices: [...choices("advice"), { id: "news", text: half }] },
  ];
  const draft = byRole(questions, { languages: ["sv", "fi"], title: half, intro: half });

  expect(gapsIn(draft, now)).toEqual(
    ["title", "intro", "questions.0.text", "questions.0.low", "questions.1.choices.1.text"].map((path) => ({
      path,
      language: "fi",
      reason: "missingText",
    })),
  );
});

test.each<[string, string, Partial<Draft>]>([
  ["noQuestions", "questions", { questions: [] }],
  ["tooMany", "questions", { questions: many(limits.questions + 1, (id) => ({ ...development, id })) }],
  [
    "tooManyTextQuestions",
    "questions",
    { questions: many(limits.textQuestions + 1, (id) => ({ ...wishes, id })) },
  ],
  ["tooMany", "backgrounds", { backgrounds: many(limits.backgrounds + 1, (id) => ({ ...role, id })) }],
  ["tooFewChoices", "questions.0.choices", { questions: [{ ...service, choices: choices("advice") }] }],
  ["tooFewChoices", "backgrounds.0.choices", { backgrounds: [{ ...role, choices: [] }] }],
  ["duplicateId", "questions.1.id", { questions: [trust, { ...development, id: "trust" }] }],
  ["duplicateId", "backgrounds.0.id", { questions: [trust], backgrounds: [{ ...role, id: "trust" }] }],
  [
    "duplicateId",
    "questions.0.choices.1.id",
    { questions: [{ ...service, choices: [...choices("advice"), { id: "advice", text: inAll("Råd") }] }] },
  ],
  ["noClosingTime", "closesAt", { closesAt: null }],
  ["closesInPast", "closesAt", { closesAt: "2026-11-22T08:00:00Z" }],
  ["closesTooLate", "closesAt", { closesAt: "2027-12-28T08:00:00Z" }],
  ["unknownSegment", "segmentBy", { segmentBy: "role" }],
  ["tooFewAsked", "audience", { audience: 9 }],
])("a draft with %s at %s cannot be sent", (reason, path, changes) => {
  expect(gapsIn({ ...draftOf([development]), ...changes }, now)).toEqual([{ path, language: null, reason }]);
});

test.for([
  ["Ja", "Ja"],
  ["Ja", " ja "],
  ["Ja", "Ja\u200b"],
  ["Kyllä osin", "KYLLÄ  osin"],
  ["A\u030angra", "Ångra"],
] as const)(
  "“%s” and “%s” read alike: the second answer is a gap, where it is asked in that language",
  ([one, other]) => {
    const texts = [one, other, "Nej"].map((fi, at) => ({
      id: `c${at}`,
      text: { ...inAll(`val ${at}`), fi },
    }));
    const draft = byRole([{ ...service, choices: texts }, trust], {
      backgrounds: [{ ...role, choices: texts }],
    });
    const gap = (path: string) => ({ path, language: "fi", reason: "duplicateText" });

    expect(gapsIn(draft, now)).toEqual([
      gap("questions.0.choices.1.text"),
      gap("backgrounds.0.choices.1.text"),
    ]);
    expect(gapsIn({ ...draft, languages: ["sv", "en"] }, now)).toEqual([]);
  },
);

test("answers that are not written yet are missing, not alike", () => {
  const empty = service.choices.map((each) => ({ ...each, text: inAll("") }));
  const reasons = gapsIn(draftOf([{ ...service, choices: empty }]), now).map(({ reason }) => reason);

  expect(new Set(reasons)).toEqual(new Set(["missingText"]));
});

test("fewer than ten may be asked where no anonymity is promised", () => {
  expect(gapsIn(draftOf([development], { kind: "signed", audience: 3 }), now)).toEqual([]);
});

test("a question can be answered with its keys, and with don't know where it is offered", () => {
  expect(answersTo({ ...development, dontKnow: true })).toEqual(["better", "same", "worse", "-"]);
  expect(answersTo(trust)).toEqual(["1", "2", "3", "4", "5"]);
  expect(answersTo(recommend)).toHaveLength(11);
  expect(answersTo(services)).toEqual(["advice", "networks", "news"]);
  expect(answersTo({ ...wishes, dontKnow: true })).toEqual([]);
});

test.each<[string, Draft, boolean]>([
  ["one change question", draftOf([development]), true],
  ["a scale with don't know", draftOf([{ ...trust, dontKnow: true }]), true],
  ["six choices", draftOf([{ ...service, choices: choices("a", "b", "c", "d", "e", "f") }]), true],
  [
    "six choices and don't know",
    draftOf([{ ...service, dontKnow: true, choices: choices("a", "b", "c", "d", "e", "f") }]),
    false,
  ],
  [
    "answers that a button shows whole",
    draftOf([{ ...service, choices: [...choices("a"), { id: "b", text: inAll("b".repeat(40)) }] }]),
    true,
  ],
  [
    "an answer that a button would cut off in one language",
    draftOf([
      { ...service, choices: [...choices("a"), { id: "b", text: { ...inAll("b"), fi: "b".repeat(41) } }] },
    ]),
    false,
  ],
  ["several choices", draftOf([services]), false],
  ["0 to 10", draftOf([recommend]), false],
  ["a text", draftOf([wishes]), false],
  ["two questions", draftOf([development, trust]), false],
  ["a background question", byRole([development]), false],
])("%s: one tap is %s", (_, draft, expected) => {
  expect(isPulse(draft)).toBe(expected);
});

test("up to five questions fit in the card, background questions included", () => {
  expect(fitsCard(byRole([development, trust, recommend, service]))).toBe(true);
  expect(fitsCard(byRole([development, trust, recommend, service, services]))).toBe(false);
});

test("a dialog has pages of five, the background questions last", () => {
  const draft = byRole(many(7, (id) => ({ ...asked(id), type: "change" })));

  expect(pages(draft).map((page) => page.map(({ id }) => id))).toEqual([
    ["q0", "q1", "q2", "q3", "q4"],
    ["q5", "q6", "role"],
  ]);
});

function many<T>(count: number, make: (id: string) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(`q${at}`));
}
