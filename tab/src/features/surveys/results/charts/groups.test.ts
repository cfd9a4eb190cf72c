import { expect, test } from "vitest";
import { formatterFor, inAll } from "#features/surveys/results/testing.ts";
import { groupLabel } from "./groups.ts";

const ids = ["Direktörer", "Förtroendevalda", "Tjänsteinnehavare", "Avtalskunder", "Övriga", "Gäster"];
const role = { id: "role", text: inAll("Roll"), choices: ids.map((id) => ({ id, text: inAll(id) })) };
const called = (language: "sv" | "fi" | "en", groups: string[], named?: number) =>
  groupLabel(groups, role, ["sv", "fi", "en"], formatterFor(language), named).text;

test("a group is called by its name", () => {
  expect(called("sv", ["Övriga"])).toBe("Övriga");
});

test.each([
  ["sv", "Avtalskunder och Övriga tillsammans", "Direktörer, Avtalskunder och Övriga tillsammans"],
  ["fi", "Avtalskunder ja Övriga yhdessä", "Direktörer, Avtalskunder ja Övriga yhdessä"],
  ["en", "Avtalskunder and Övriga together", "Direktörer, Avtalskunder and Övriga together"],
] as const)("joined groups are named together in %s", (language, two, three) => {
  expect(called(language, ["Avtalskunder", "Övriga"])).toBe(two);
  expect(called(language, ["Direktörer", "Avtalskunder", "Övriga"])).toBe(three);
});

test("those who stated no group are named too", () => {
  expect(called("sv", [""])).toBe("Ingen grupp angiven");
  expect(called("sv", ["Övriga", ""])).toBe("Övriga och de som inte angav någon grupp tillsammans");
  expect(called("fi", ["Övriga", ""])).toBe("Övriga ja ryhmänsä kertomatta jättäneet yhdessä");
  expect(called("en", ["Övriga", ""])).toBe("Övriga and those who stated no group together");
});

test("many names are cut short, unless all are asked for", () => {
  expect(called("sv", ids)).toBe("Direktörer, Förtroendevalda, Tjänsteinnehavare och 3 andra tillsammans");
  expect(called("sv", ids.slice(0, 4))).toBe(
    "Direktörer, Förtroendevalda, Tjänsteinnehavare och Avtalskunder tillsammans",
  );
  expect(called("sv", ids, ids.length)).toContain("Övriga och Gäster");
});

test("a joined name keeps the language that it is written in", () => {
  const swedish = { ...role, choices: ids.map((id) => ({ id, text: { sv: id, fi: "", en: "" } })) };

  expect(groupLabel(["Övriga", "Gäster"], swedish, ["sv"], formatterFor("fi"))).toEqual({
    text: "Övriga ja Gäster yhdessä",
    language: "sv",
  });
});
