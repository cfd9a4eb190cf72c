import { expect, test } from "vitest";
import {
  begun,
  choosableStatuses,
  emptyDraft,
  exchanged,
  firstIn,
  grown,
  isBlank,
  isShort,
  lackOf,
  mayTakeAway,
  movedTerm,
  newTerm,
  withTerm,
  written,
} from "./draft.ts";

const ids = () => {
  let last = 0;
  return () => `t${++last}`;
};
const term = (language: "sv" | "fi", id: string, words = id) => ({ ...newTerm(language, id), term: words });
const draft = { ...emptyDraft, terms: [term("sv", "a"), term("fi", "b"), term("sv", "c")] };
const order = ({ terms }: typeof draft) => terms.map(({ id }) => id).join("");

test("a new draft has a place for a term in each language, and what one looked for in its own", () => {
  const { terms } = begun("kunnanhallitus", "fi", ids());
  expect(terms.map(({ language, term }) => [language, term])).toEqual([
    ["sv", ""],
    ["fi", "kunnanhallitus"],
    ["en", ""],
  ]);
});

test("a term moves among those of its language and no further", () => {
  expect(order(movedTerm(draft, "a", 1))).toBe("cba");
  expect(order(movedTerm(draft, "c", -1))).toBe("cba");
  expect(movedTerm(draft, "a", -1)).toBe(draft);
  expect(movedTerm(draft, "b", 1)).toBe(draft);
  expect(movedTerm(draft, "nobody", 1)).toBe(draft);
});

test("rows without a term are not sent, and a concept without terms cannot be", () => {
  expect(order(written({ ...draft, terms: [...draft.terms, term("fi", "d", "  ")] }))).toBe("abc");
  expect(lackOf(begun("", "sv", ids()))).toEqual({ about: "term" });
  expect(lackOf(draft)).toBeNull();
});

test("a language has one preferred term", () => {
  const both = draft.terms.map((each) => ({ ...each, status: "preferred" as const }));
  expect(lackOf({ ...draft, terms: both })).toEqual({ about: "preferred", language: "sv" });
});

test("only what somebody wrote is worth keeping", () => {
  expect(isBlank(begun("", "sv", ids()))).toBe(true);
  expect(isBlank(begun("x", "sv", ids()))).toBe(false);
  expect(isBlank({ ...begun("", "sv", ids()), note: "x" })).toBe(false);
});

test("a draft that grows out of a post has it as context and source, cut to what they hold", () => {
  const origin = {
    topicId: "11111111-1111-4111-8111-111111111111",
    title: "Vad heter det?",
    text: "Jag skulle säga kommunstyrelse.",
    language: "sv",
    field: "beslutsfattande",
    link: "https://example.org/7",
  } as const;
  const grew = grown(origin, ids(), { context: 10, source: 500 });
  expect(grew).toMatchObject({ field: "beslutsfattande", topicId: origin.topicId });
  expect(grew.terms.find(({ language }) => language === "sv")?.context).toEqual({
    text: "Jag skulle",
    source: "Vad heter det?, https://example.org/7",
  });
});

test("what is new is proposed, what is decided the coordinators correct, and a proposal waits for its review", () => {
  expect(choosableStatuses(undefined, true)).toEqual(["proposed"]);
  expect(choosableStatuses("admitted", true)).toEqual(["preferred", "admitted", "deprecated", "superseded"]);
  expect(choosableStatuses("admitted", false)).toEqual(["admitted"]);
  expect(choosableStatuses("inReview", true)).toEqual(["inReview"]);
});

test("a member takes away proposals, and only a coordinator what is decided", () => {
  expect(([undefined, "proposed", "admitted"] as const).map((status) => mayTakeAway(status, false))).toEqual([
    true,
    true,
    false,
  ]);
  expect(mayTakeAway("admitted", true)).toBe(true);
});

test("the short form shows a term and its meaning, and not what is more", () => {
  const blank = begun("", "sv", ids());
  const one = begun("ord", "sv", ids());
  const meant = { ...one, sv: { definition: { text: "mening", source: "" }, note: "" } };
  const fi = firstIn(one, "fi");

  expect([blank, one, meant].map((draft) => isShort(draft, "sv"))).toEqual([true, true, true]);
  expect(isShort(one, "fi")).toBe(false);
  expect(isShort({ ...one, field: "ekonomi" }, "sv")).toBe(false);
  expect(isShort({ ...meant, sv: { ...meant.sv, note: "not" } }, "sv")).toBe(false);
  expect(isShort(withTerm(one, fi?.id ?? "", { term: "sana" }), "sv")).toBe(false);
  expect(isShort(withTerm(one, firstIn(one, "sv")?.id ?? "", { source: "lag" }), "sv")).toBe(false);
  expect(isShort({ ...one, terms: [] }, "sv")).toBe(false);
});

test("what was written goes along when its language is another, and comes back", () => {
  const draft = {
    ...begun("sana", "sv", ids()),
    sv: { definition: { text: "merkitys", source: "" }, note: "" },
  };

  const finnish = exchanged(draft, "sv", "fi");

  expect(firstIn(finnish, "fi")?.term).toBe("sana");
  expect(firstIn(finnish, "sv")?.term).toBe("");
  expect(finnish.fi.definition.text).toBe("merkitys");
  expect(isShort(finnish, "fi")).toBe(true);
  expect(exchanged(finnish, "fi", "sv")).toEqual(draft);
});
