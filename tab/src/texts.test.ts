import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { translator } from "./platform/texts.ts";

const languages = ["sv", "fi", "en"] as const;
const source = import.meta.dirname;
const folders = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith("texts"),
);

const read = (folder: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(source, folder, `${language}.json`), "utf8"));
const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("there are texts to look at", () => {
  expect(folders).toContain(join("platform", "texts"));
  expect(folders).toContain(join("features", "surveys", "texts"));
});

describe.each(folders)("%s", (folder) => {
  const sv = read(folder, "sv");

  test.each(languages)("has the same keys in %s as in Swedish, in the same order", (language) => {
    expect(Object.keys(read(folder, language))).toEqual(Object.keys(sv));
  });

  test.each(languages)("has nothing empty in %s, and the same values to fill in", (language) => {
    for (const [key, text] of Object.entries(read(folder, language))) {
      expect(text.trim(), key).not.toBe("");
      // The usual way of the format's other dialect, which is not filled in here.
      expect(text, `${language} ${key}`).not.toContain("{{");
      expect(values(text), `${language} ${key}`).toEqual(values(sv[key] ?? ""));
    }
  });

  test("has both forms of each plural", () => {
    const ones = Object.keys(sv).filter((key) => key.endsWith("_one"));
    expect(ones.map((key) => key.replace("_one", "_other")).filter((key) => !(key in sv))).toEqual([]);
  });
});

test.each([
  ["sv", 0, "Skicka"],
  ["sv", 1, "Skicka till 1 kanal eller chatt"],
  ["sv", 2, "Skicka till 2 kanaler och chattar"],
  ["fi", 1, "Lähetä 1 kanavaan tai keskusteluun"],
  ["en", 2, "Send to 2 channels and chats"],
] as const)("a plural in %s for %i", (language, count, text) => {
  const t = translator(language, read(join("features", "surveys", "texts"), language));

  expect(t("send.button", { count })).toBe(text);
});
