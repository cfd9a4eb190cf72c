import { expect, test } from "vitest";
import {
  asType,
  dropPlace,
  duplicated,
  emptyDraft,
  fitting,
  moved,
  newId,
  newQuestion,
  pasted,
  withBackground,
  withoutBackground,
} from "./draft.ts";

function counting() {
  let count = 0;
  return () => `id${++count}`;
}

test("an item moves and the others keep their order", () => {
  expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
});

test("the first cannot move up nor the last down", () => {
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

test("a dropped item lands beside the one it was dropped on", () => {
  const drop = (from: number, target: number, after: boolean) =>
    moved(["a", "b", "c", "d"], from, dropPlace(from, target, after)).join("");

  expect(drop(0, 2, false)).toBe("bacd");
  expect(drop(0, 2, true)).toBe("bcad");
  expect(drop(3, 1, false)).toBe("adbc");
  expect(drop(3, 1, true)).toBe("abdc");
  expect(drop(1, 1, true)).toBe("abcd");
});

test("a duplicate has ids of its own and the same words", () => {
  const question = newQuestion("single", counting());

  const copy = duplicated(question, () => newId());

  expect(copy).toMatchObject({ type: "single", text: question.text });
  expect(JSON.stringify(copy)).not.toMatch(/"id\d+"/);
});

test("changing the type keeps the text, and choices where both have them", () => {
  const question = { ...newQuestion("single", counting()), text: { sv: "Hur?", fi: "", en: "" } };

  expect(asType(question, "multiple", newId)).toEqual({ ...question, type: "multiple" });
  expect(asType(question, "scale", newId)).toMatchObject({
    id: question.id,
    text: question.text,
    type: "scale",
  });
});

test("results are shown by the first background question, and a second one changes nothing", () => {
  const [role, size] = ["role", "size"].map((id) => ({ id, text: emptyDraft.title, choices: [] }));
  if (!role || !size) throw new Error("Two are needed.");

  const one = withBackground(emptyDraft, role);
  expect(one).toMatchObject({ backgrounds: [role], segmentBy: "role" });
  const two = withBackground(one, size);
  expect(two).toMatchObject({ backgrounds: [role, size], segmentBy: "role" });

  // Nor is it chosen anew for somebody who has chosen none, or lost where another is left.
  expect(withBackground({ ...one, segmentBy: null }, size).segmentBy).toBeNull();
  expect(withoutBackground(two, "role")).toMatchObject({ backgrounds: [size], segmentBy: "size" });
});

test("removing the background question that results are shown by clears that choice", () => {
  const draft = {
    ...emptyDraft,
    backgrounds: [{ id: "role", text: emptyDraft.title, choices: [] }],
    segmentBy: "role",
  };

  expect(withoutBackground(draft, "role")).toMatchObject({ backgrounds: [], segmentBy: null });
});

test("of pasted lines it is known which found no room, and which were cut", () => {
  const lines = Array.from({ length: 45 }, (_, at) => `Alternativ ${at}`);

  expect(fitting(lines, { room: 40, maxLength: 120 })).toEqual({
    kept: lines.slice(0, 40),
    leftOut: 5,
    cut: 0,
  });
  expect(fitting(["kort", "x".repeat(121)], { room: 40, maxLength: 120 })).toEqual({
    kept: ["kort", "x".repeat(120)],
    leftOut: 0,
    cut: 1,
  });
  expect(fitting(["a", "b"], { room: 0, maxLength: 120 })).toEqual({ kept: [], leftOut: 2, cut: 0 });
});

test("lines pasted into a choice become choices", () => {
  const choices = [{ id: "a", text: { sv: "", fi: "eka", en: "" } }];

  const result = pasted(choices, 0, ["ett", "två"], "sv", counting());

  expect(result.map(({ text }) => text)).toEqual([
    { sv: "ett", fi: "eka", en: "" },
    { sv: "två", fi: "", en: "" },
  ]);
});

test("ids are as the contract wants them", () => {
  for (let round = 0; round < 100; round++) expect(newId()).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
});
