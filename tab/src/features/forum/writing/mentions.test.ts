import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mentionsIn } from "./mentions.ts";

const people = [
  { id: "a", name: "Anna Lind", municipality: "Vasa" },
  { id: "b", name: "Bo", municipality: "Borgå" },
  { id: "c1", name: "Carita Ek", municipality: "Pargas" },
  { id: "c2", name: "Carita Ek", municipality: "Sibbo" },
];
const find = async (words: string) => people.filter(({ name }) => name.split(" ")[0] === words.split(" ")[0]);

test.each([
  ["Kan @Anna Lind svara?", ["a"]],
  ["@Anna Lind Kan du svara? @Bo vet", ["a", "b"]],
  ["anna@example.com och @anna lind", []],
  ["@Carita Ek är två", []],
  ["@Ingen Alls", []],
])("%j mentions %j", async (text, ids) => {
  expect(await mentionsIn(text, new Map(), find)).toEqual(ids);
});

test("who was chosen from the list is meant, whatever others are called, and only while the name stands there", async () => {
  const known = new Map([["Carita Ek", "c2"]]);

  expect(await mentionsIn("Hej @Carita Ek!", known, find)).toEqual(["c2"]);
  expect(await mentionsIn("Hej!", known, find)).toEqual([]);
});

const cases: { text: string; names: string[]; mentioned: string[] }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../../bot/test/mentions.json"), "utf8"),
);

test.each(cases)("$text mentions $mentioned of those who were chosen", async ({ text, names, mentioned }) => {
  const known = new Map(names.map((name) => [name, name]));
  expect((await mentionsIn(text, known, async () => [])).toSorted()).toEqual(mentioned.toSorted());
});

test.each([
  "`@Bo`",
  "```\n@Anna Lind\n```",
  "> @Bo sade",
  "[@Bo](https://example.fi)",
  "\\@Bo",
  "https://social.fi/@Bo",
  "x@Bo.fi",
])("%j mentions nobody by hand either", async (text) => {
  expect(await mentionsIn(text, new Map(), find)).toEqual([]);
});

test("a search that fails mentions nobody", async () => {
  expect(await mentionsIn("@Anna Lind", new Map(), () => Promise.reject(new Error("down")))).toEqual([]);
});
