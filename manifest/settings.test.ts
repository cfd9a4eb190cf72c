import { describe, expect, test } from "vitest";
import { readPackageSettings } from "./settings.ts";

const environment = {
  BOT_ID: "B0000000-0000-4000-8000-000000000001",
  TAB_CLIENT_ID: "a0000000-0000-4000-8000-000000000002",
  PUBLIC_URL: "https://puls.example",
};

describe("the settings of a package", () => {
  test("come from the environment", () => {
    expect(readPackageSettings(environment)).toEqual({
      botId: "b0000000-0000-4000-8000-000000000001",
      tabClientId: "a0000000-0000-4000-8000-000000000002",
      publicHost: "puls.example",
    });
  });

  test("are nobody's when none is set", () => {
    expect(readPackageSettings({})).toBeUndefined();
  });

  test("are all or none, and the missing ones are named", () => {
    expect(() => readPackageSettings({ BOT_ID: environment.BOT_ID })).toThrow(
      "TAB_CLIENT_ID and PUBLIC_URL missing: set BOT_ID, TAB_CLIENT_ID, PUBLIC_URL, or none for a local package.",
    );
  });

  test.each([
    ["BOT_ID", "kommunpuls", "BOT_ID must be a GUID."],
    ["TAB_CLIENT_ID", "a0000000", "TAB_CLIENT_ID must be a GUID."],
    ["TAB_CLIENT_ID", environment.BOT_ID, "TAB_CLIENT_ID is the bot's id; the tab has its own registration."],
    ["PUBLIC_URL", "puls.example", "PUBLIC_URL must be https://, a host and nothing more."],
    ["PUBLIC_URL", "http://puls.example", "PUBLIC_URL must be https://, a host and nothing more."],
    ["PUBLIC_URL", "https://puls.example/tab", "PUBLIC_URL must be https://, a host and nothing more."],
    ["PUBLIC_URL", "https://anna@puls.example", "PUBLIC_URL must be https://, a host and nothing more."],
  ])("%s can't be %s", (name, value, sentence) => {
    expect(() => readPackageSettings({ ...environment, [name]: value })).toThrow(sentence);
  });
});
