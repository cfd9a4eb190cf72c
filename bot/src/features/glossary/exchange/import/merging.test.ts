import fc from "fast-check";
import { expect, test } from "vitest";
import { sameDraft } from "#features/glossary/concepts/draft.ts";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type { ConceptDraft } from "#features/glossary/contract.ts";
import { anyDraft } from "#features/glossary/exchange/testing.ts";
import { fresh, type Incoming, merged } from "./merging.ts";

const drafts = anyDraft(["kommun", "stad", "kunta"]);
const incomingOf = ({ field, relations, ...draft }: ConceptDraft): Incoming => ({ field, relations, draft });
const runs = { numRuns: 100 };

test("whatever the rule, merging a file again changes nothing", () => {
  fc.assert(
    fc.property(drafts, drafts, fc.constantFrom("skip", "add", "replace"), (existing, file, rule) => {
      const once = merged(existing, incomingOf(file), rule, "admitted");

      expect(sameDraft(merged(once, incomingOf(file), rule, "admitted"), once)).toBe(true);
      const begun = fresh(incomingOf(file), "admitted");
      expect(sameDraft(merged(begun, incomingOf(file), rule, "admitted"), begun)).toBe(true);
    }),
    runs,
  );
});

test("skipping leaves everything, adding overwrites nothing that is written", () => {
  const isKept = (before: unknown, after: unknown): boolean => {
    if (before === "" || before === null) return true;
    if (typeof before !== "object" || typeof after !== "object" || after === null) return before === after;
    return Object.entries(before).every(([key, value]) => isKept(value, Reflect.get(after, key)));
  };
  fc.assert(
    fc.property(drafts, drafts, (existing, file) => {
      expect(merged(existing, incomingOf(file), "skip", "admitted")).toBe(existing);
      expect(isKept(existing, merged(existing, incomingOf(file), "add", "admitted"))).toBe(true);
    }),
    runs,
  );
});

test("terms keep their ids in a concept that is replaced, so that votes and links still find them", () => {
  const existing = draftOf([
    termOf("sv", "kommun", "preferred", { id: "a" }),
    termOf("sv", "stad", "admitted", { id: "b" }),
  ]);
  const file = draftOf([
    termOf("sv", "stad", "preferred", { id: "t1" }),
    termOf("fi", "kunta", "preferred", { id: "a" }),
  ]);

  const { terms } = merged(existing, incomingOf(file), "replace", "admitted");

  expect(terms.map(({ id, term, status }) => [id, term, status])).toEqual([
    ["b", "stad", "preferred"],
    ["t1", "kunta", "preferred"],
  ]);
});

test("where only the order of languages differs, the order that is there stays", () => {
  const existing = draftOf([termOf("fi", "kunta", "preferred"), termOf("sv", "kommun", "preferred")]);
  const file = draftOf([...existing.terms].reverse());

  expect(merged(existing, incomingOf(file), "replace", "admitted")).toEqual(existing);
});

test("replacing leaves every language of which the file says nothing", () => {
  fc.assert(
    fc.property(drafts, drafts, fc.constantFrom("sv", "fi", "en"), (existing, given, language) => {
      const file = {
        ...given,
        [language]: { definition: { text: "", source: "" }, note: "" },
        terms: given.terms.filter((term) => term.language !== language),
      };
      const of = ({ terms }: ConceptDraft) => terms.filter((term) => term.language === language);

      const after = merged(existing, incomingOf(file), "replace", "admitted");

      expect(of(after)).toEqual(of(existing));
      expect(after[language]).toEqual(existing[language]);
    }),
    runs,
  );
});

test.for([
  ["a capital letter", "Xremiss"],
  ["a soft hyphen", "x\u00adremiss"],
  ["a hyphen of another kind, and none", "xremiss\u200b"],
])("%s makes no second term beside the first", ([, written = ""]) => {
  const existing = draftOf([termOf("sv", "xremiss", "preferred")]);
  const file = draftOf([termOf("sv", written, "admitted", { id: "t9" })]);

  expect(merged(existing, incomingOf(file), "add", "admitted").terms).toHaveLength(1);
  expect(merged(existing, incomingOf(file), "replace", "admitted").terms).toHaveLength(1);
});

test("a file that tells little takes little away: what it leaves empty stays", () => {
  const existing: ConceptDraft = {
    ...draftOf([termOf("sv", "jäv", "preferred"), termOf("fi", "esteellisyys", "preferred")]),
    field: "juridik",
    source: "Kommunallagen",
    note: "En anmärkning",
  };
  const file = draftOf([termOf("sv", "jävet", "preferred", { id: "t9" })]);
  const withDefinition = { ...file, fi: { definition: { text: "Määritelmä", source: "" }, note: "" } };

  const after = merged(existing, incomingOf(withDefinition), "replace", "admitted");

  expect(after.terms.map(({ term }) => term)).toEqual(["jävet", "esteellisyys"]);
  expect(after).toMatchObject({ field: "juridik", source: "Kommunallagen", note: "En anmärkning" });
  expect(after.fi.definition.text).toBe("Määritelmä");
});
