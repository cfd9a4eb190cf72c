import { describe, expect, test } from "vitest";
import { packageFiles, parseFile } from "./files.ts";
import { commandTitles, localisableTexts } from "./languages.ts";
import { localSettings } from "./settings.ts";

describe("the languages of the package", () => {
  test("say the words that the bot understands, the same in every scope", async () => {
    expect(await commandTitles()).toEqual([
      { sv: "hjälp", fi: "apua", en: "help" },
      { sv: "enkäter", fi: "kyselyt", en: "surveys" },
      { sv: "kaffe", fi: "kahvi", en: "coffee" },
      { sv: "nätverk", fi: "verkosto", en: "network" },
      { sv: "term", fi: "termi", en: "term" },
      { sv: "språk", fi: "kieli", en: "language" },
    ]);
  });

  test("show a word that differs in one scope as a command of its own", async () => {
    const files = await packageFiles(localSettings);
    const finnish = parseFile(files, "fi.json") as Record<string, string>;
    const key = "bots[0].commandLists[2].commands[0].title";
    files["fi.json"] = new TextEncoder().encode(JSON.stringify({ ...finnish, [key]: "apu" }));

    expect(await commandTitles(files)).toContainEqual({ sv: "hjälp", fi: "apu", en: "help" });
  });

  test("cover every text that a person reads, as the vendor's schema lists them", async () => {
    const manifest = parseFile(await packageFiles(localSettings), "manifest.json");

    const texts = await localisableTexts(manifest as { manifestVersion: string });

    const commands = [0, 1, 2].flatMap((list) => [0, 1, 2, 3, 4, 5].map((command) => [list, command]));
    expect(Object.keys(texts).sort()).toEqual(
      [
        "name.short",
        "name.full",
        "description.short",
        "description.full",
        ...[0, 1, 2, 3].map((tab) => `staticTabs[${tab}].name`),
        ...[0, 1, 2, 3, 4].flatMap((command) => [
          `composeExtensions[0].commands[${command}].title`,
          `composeExtensions[0].commands[${command}].description`,
        ]),
        ...[0, 1].flatMap((command) => [
          `composeExtensions[0].commands[${command}].parameters[0].title`,
          `composeExtensions[0].commands[${command}].parameters[0].description`,
        ]),
        ...commands.flatMap(([list, command]) => [
          `bots[0].commandLists[${list}].commands[${command}].title`,
          `bots[0].commandLists[${list}].commands[${command}].description`,
        ]),
      ].sort(),
    );
  });
});
