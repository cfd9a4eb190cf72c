import { expect, test } from "vitest";
import { freeFieldId } from "./field-id.ts";

test.for([
  ["Beslut & ärenden", [], "beslut-arenden"],
  ["Talous", ["talous", "talous-2"], "talous-3"],
  ["  Åland!  ", [], "aland"],
  ["中文", [], "field"],
  ["x".repeat(80), [], "x".repeat(36)],
] as const)("the name %s makes the id %s", ([name, taken, id]) => {
  expect(freeFieldId(name, [...taken])).toBe(id);
  expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
});
