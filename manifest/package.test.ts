import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { packageFiles } from "./files.ts";
import { pack } from "./package.ts";
import type { PackageSettings } from "./settings.ts";

const settings: PackageSettings = {
  botId: "b0000000-0000-4000-8000-000000000001",
  tabClientId: "a0000000-0000-4000-8000-000000000002",
  publicHost: "puls.example",
};

describe("the app package", () => {
  test("has its five files at the top, and nothing else", async () => {
    const zip = unzipSync(await pack(await packageFiles(settings)));

    expect(Object.keys(zip).sort()).toEqual([
      "color.png",
      "en.json",
      "fi.json",
      "manifest.json",
      "outline.png",
    ]);
  });

  test("carries the ids, the host and the version that it was made for, and no placeholder", async () => {
    const zip = unzipSync(await pack(await packageFiles(settings)));

    const text = new TextDecoder().decode(zip["manifest.json"]);
    const manifest = JSON.parse(text);
    expect(text).not.toContain("${{");
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.bots[0].botId).toBe(settings.botId);
    expect(manifest.webApplicationInfo).toEqual({
      id: settings.tabClientId,
      resource: `api://puls.example/${settings.tabClientId}`,
    });
    expect(manifest.validDomains).toEqual(["puls.example"]);
  });

  test("leaves to Teams the placeholders that Teams fills", async () => {
    const zip = unzipSync(await pack(await packageFiles(settings)));

    const manifest = JSON.parse(new TextDecoder().decode(zip["manifest.json"]));
    expect(manifest.staticTabs[0].contentUrl).toBe(
      "https://puls.example/tab?lang={app.locale}&theme={app.theme}",
    );
    expect(manifest.configurableTabs[0].configurationUrl).toBe(
      "https://puls.example/tab/config?lang={app.locale}&theme={app.theme}",
    );
  });

  test("shows the tab before, beside and in a meeting, to phones as well, and never on its stage", async () => {
    const zip = unzipSync(await pack(await packageFiles(settings)));

    const manifest = JSON.parse(new TextDecoder().decode(zip["manifest.json"]));
    const [tab] = manifest.configurableTabs;
    // Phones show a meeting's app only where it may be in a group chat too.
    expect(tab.scopes).toContain("groupChat");
    expect(tab.context).toEqual(
      expect.arrayContaining(["meetingDetailsTab", "meetingChatTab", "meetingSidePanel"]),
    );
    expect(tab.meetingSurfaces).toEqual(["sidePanel"]);
    expect(tab.context).not.toContain("meetingStage");
  });

  test("is the same to the byte when it is made again", async () => {
    const once = await pack(await packageFiles(settings));
    const again = await pack(await packageFiles(settings));

    expect(Buffer.from(again).equals(Buffer.from(once))).toBe(true);
  });

  test("asks for no permission but to read a channel's members and messages, and says in every language why", async () => {
    const zip = unzipSync(await pack(await packageFiles(settings)));

    const manifest = JSON.parse(new TextDecoder().decode(zip["manifest.json"]));
    expect(manifest.authorization.permissions.resourceSpecific).toEqual([
      { name: "ChannelMember.Read.Group", type: "Application" },
      { name: "ChannelMessage.Read.Group", type: "Application" },
    ]);
    expect(manifest.permissions).toEqual(["identity"]);
    const text = (name: string) => new TextDecoder().decode(zip[name]);
    expect(manifest.description.full).toContain("ChannelMessage.Read.Group");
    for (const name of ["fi.json", "en.json"]) expect(text(name)).toContain("ChannelMessage.Read.Group");
  });
});
