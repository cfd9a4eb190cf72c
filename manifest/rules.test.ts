import { afterEach, describe, expect, test, vi } from "vitest";
import { type Files, packageFiles, parseFile } from "./files.ts";
import { problems } from "./rules.ts";
import { localSettings } from "./settings.ts";

// biome-ignore lint/suspicious/noExplicitAny: a manifest is broken here in ways that its type forbids
type Broken = any;

/** The files of a good package with one of them changed. */
async function broken(name: string, change: (content: Broken) => void): Promise<Files> {
  const files = await packageFiles(localSettings);
  const content = parseFile(files, name);
  change(content);
  return { ...files, [name]: new TextEncoder().encode(JSON.stringify(content)) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a package", () => {
  test("is accepted by the vendor's schema and the store's rules as it is, with nothing fetched", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("The network was used.")));

    expect(await problems(await packageFiles(localSettings))).toEqual([]);
  });

  test.each([
    ["without a description", (manifest: Broken) => delete manifest.description, "description"],
    ["with a word the schema does not know", (manifest: Broken) => (manifest.surveys = []), "surveys"],
    [
      "with an old scope name",
      (manifest: Broken) => (manifest.bots[0].scopes = ["groupchat"]),
      "/bots/0/scopes/0",
    ],
    [
      "with a name that is too long",
      (manifest: Broken) => (manifest.name.short = "x".repeat(31)),
      "/name/short",
    ],
    ["with an id that is none", (manifest: Broken) => (manifest.id = "kommunpuls"), "/id"],
  ])("is refused by the schema %s", async (_, change, part) => {
    const found = await problems(await broken("manifest.json", change));

    expect(found.join()).toContain("manifest.json");
    expect(found.join()).toContain(part);
  });

  test.each([
    [
      "whose bot is another app's",
      (manifest: Broken) => (manifest.bots[0].botId = "c0000000-0000-4000-8000-000000000003"),
      "The app's id and its bot's id differ.",
    ],
    [
      "whose tab is the bot's registration",
      (manifest: Broken) => {
        manifest.webApplicationInfo = { id: manifest.id, resource: `api://localhost:3978/${manifest.id}` };
      },
      "The tab needs a registration of its own, not the bot's.",
    ],
    [
      "whose tab asks for another host's token",
      (manifest: Broken) => (manifest.webApplicationInfo.resource = "api://other.example/x"),
      `api://other.example/x must be api://, the tab's host and ${localSettings.tabClientId}.`,
    ],
    [
      "whose privacy page is elsewhere",
      (manifest: Broken) => (manifest.developer.privacyUrl = "https://other.example/privacy"),
      "https://other.example/privacy is not on a valid domain.",
    ],
    [
      "whose tab is not https",
      (manifest: Broken) => (manifest.staticTabs[0].websiteUrl = "http://localhost:3978/tab"),
      "http://localhost:3978/tab must be https.",
    ],
    [
      "with a wildcard domain",
      (manifest: Broken) => manifest.validDomains.push("*.example"),
      'The valid domain "*.example" must be one host, in small letters, and nothing more.',
    ],
    [
      "with an address for a domain",
      (manifest: Broken) => manifest.validDomains.push("https://puls.example"),
      'The valid domain "https://puls.example" must be one host, in small letters, and nothing more.',
    ],
    [
      "behind a tunnel",
      (manifest: Broken) => manifest.validDomains.push("abc.devtunnels.ms"),
      'The valid domain "abc.devtunnels.ms" is a tunnel that others may own tomorrow.',
    ],
    [
      "called after Teams",
      (manifest: Broken) => (manifest.name.full = "Kommunpuls för Teams"),
      'The name "Kommunpuls för Teams" carries a name of Microsoft\'s.',
    ],
    [
      "without commands in group chats",
      (manifest: Broken) => manifest.bots[0].commandLists.pop(),
      "The bot has no command list for groupChat.",
    ],
    [
      "whose static tab is in teams too",
      (manifest: Broken) => manifest.staticTabs[0].scopes.push("team"),
      "The static tab surveys hides the configurable tab.",
    ],
    [
      "whose message extension is another app's",
      (manifest: Broken) => (manifest.composeExtensions[0].botId = "c0000000-0000-4000-8000-000000000003"),
      "The message extension's bot is another app's.",
    ],
    [
      "that previews the links of others",
      (manifest: Broken) =>
        manifest.composeExtensions[0].messageHandlers[0].value.domains.push("teams.microsoft.com"),
      "Links to teams.microsoft.com, which is not a valid domain, are none of the app's.",
    ],
    [
      "that names a file which is not there",
      (manifest: Broken) =>
        manifest.localizationInfo.additionalLanguages.push({ languageTag: "se", file: "se.json" }),
      "se.json is named in the manifest but not there.",
    ],
  ])("is refused %s", async (_, change, sentence) => {
    expect(await problems(await broken("manifest.json", change))).toContain(sentence);
  });

  test.each([
    [
      "lacks a text",
      (texts: Broken) => delete texts["staticTabs[0].name"],
      "fi.json lacks staticTabs[0].name.",
    ],
    [
      "has a text too many",
      (texts: Broken) => (texts["staticTabs[9].name"] = "Tulokset"),
      "fi.json has staticTabs[9].name for nothing.",
    ],
    ["has a key that Teams does not know", (texts: Broken) => (texts.nimi = "x"), "additionalProperty"],
    ["has a text that is too long", (texts: Broken) => (texts["name.short"] = "x".repeat(31)), "/name.short"],
    [
      "is called after Teams",
      (texts: Broken) => (texts["name.full"] = "Teams-kyselyt"),
      'The name "Teams-kyselyt" carries a name of Microsoft\'s.',
    ],
  ])("is refused when the Finnish file %s", async (_, change, part) => {
    expect((await problems(await broken("fi.json", change))).join("\n")).toContain(part);
  });

  test("is refused when its icons have changed places", async () => {
    const files = await packageFiles(localSettings);
    const swapped = {
      ...files,
      "color.png": files["outline.png"],
      "outline.png": files["color.png"],
    } as Files;

    expect(await problems(swapped)).toEqual([
      "color.png is 32 x 32, not 192 x 192.",
      "outline.png is 192 x 192, not 32 x 32.",
      "outline.png must be white on transparent.",
    ]);
  });

  test("is refused with a file that the manifest does not name", async () => {
    const files = { ...(await packageFiles(localSettings)), ".env": new Uint8Array(3) };

    expect(await problems(files)).toEqual([".env is there but not named in the manifest."]);
  });
});
