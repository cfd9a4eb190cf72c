import { expect, test } from "vitest";
import { fileNameOf } from "./file-name.ts";

test.each([
  ["Strategisk kundenkät 2021", "Strategisk-kundenkät-2021.csv"],
  ["Äänestys: kyllä / ei?", "Äänestys-kyllä-ei.csv"],
  ["../../etc", "etc.csv"],
  ["???", "kommunpuls.csv"],
  ["", "kommunpuls.csv"],
])("the file of %j is %j", (title, name) => {
  expect(fileNameOf(title, "csv")).toBe(name);
});

test("a long title gives a name that file systems take", () => {
  expect(fileNameOf("ä".repeat(300), "png")).toHaveLength(84);
});
