import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type CloudConfig, readConfig } from "./config.ts";
import { cloudSurroundings } from "./environment.ts";

const guid = "11111111-1111-4111-8111-111111111111";

function inCloud(more: Record<string, string> = {}) {
  const config = readConfig({
    BOT_ID: guid,
    BOT_TENANT_ID: guid,
    BOT_TYPE: "UserAssignedMSI",
    TAB_CLIENT_ID: guid,
    TENANT_IDS: guid,
    PUBLIC_URL: "https://puls.example/",
    STORAGE_ACCOUNT: "kommunpuls",
    KEY_VAULT_URL: "https://puls.vault.example",
    ...more,
  });
  return cloudSurroundings(config as CloudConfig);
}

test.for([
  ["/coffee/series/1", "coffee"],
  ["/coffee", "coffee"],
  ["/surveys/1/results", "surveys"],
  ["/forum/topics/1?post=7", "forum"],
  ["/network/join?invitation=1", "forum"],
  ["/translations", "forum"],
  ["/terms/concepts/1", "terms"],
  ["/privacy", "surveys"],
  ["/", "surveys"],
])("a link to %s opens in the tab called %s, which the manifest has", ([page = "", entityId = ""]) => {
  const link = new URL(inCloud().tabLink(page));
  const manifest = JSON.parse(readFileSync(new URL("../../manifest/manifest.json", import.meta.url), "utf8"));

  expect(link.pathname).toBe(`/l/entity/${guid}/${entityId}`);
  expect(link.searchParams.get("webUrl")).toBe(`https://puls.example/tab${page}`);
  expect(JSON.parse(link.searchParams.get("context") ?? "")).toEqual({ subEntityId: page.slice(1) });
  expect(manifest.staticTabs.map((tab: { entityId: string }) => tab.entityId)).toContain(entityId);
});

test("a message in a thread is opened in its channel, below the one that began the thread", () => {
  const place = { tenantId: guid, scope: "channel", serviceUrl: "", name: "" } as const;
  const { messageLink } = inCloud();

  const reply = new URL(messageLink({ ...place, id: "19:a@thread.tacv2;messageid=1" }, "2"));
  const first = new URL(messageLink({ ...place, id: "19:a@thread.tacv2" }, "1"));

  expect(decodeURIComponent(reply.pathname)).toBe("/l/message/19:a@thread.tacv2/2");
  expect(reply.searchParams.get("parentMessageId")).toBe("1");
  expect(decodeURIComponent(first.pathname)).toBe("/l/message/19:a@thread.tacv2/1");
  expect(first.searchParams.get("parentMessageId")).toBe("1");
  expect(first.searchParams.get("groupId")).toBeNull();
});

test("a message's link has its team's group where that is known, and a chat's has neither group nor parent", () => {
  const place = { tenantId: guid, serviceUrl: "", name: "" };
  const { messageLink } = inCloud();

  const inTeam = new URL(
    messageLink({ ...place, scope: "channel", id: "19:a@thread.tacv2", groupId: guid }, "1"),
  );
  const inChat = new URL(messageLink({ ...place, scope: "group", id: "19:a@thread.v2" }, "1"));

  expect(inTeam.searchParams.get("groupId")).toBe(guid);
  expect([...inChat.searchParams.keys()]).toEqual(["tenantId", "context"]);
});

test("links name the app as the organisation's catalogue does, where that id is given", () => {
  const appId = "22222222-2222-4222-8222-222222222222";

  expect(new URL(inCloud({ TEAMS_APP_ID: appId }).tabLink("/surveys")).pathname).toBe(
    `/l/entity/${appId}/surveys`,
  );
  expect(() => inCloud({ TEAMS_APP_ID: "kommunpuls" })).toThrow("TEAMS_APP_ID is wrong");
});

test("an address without sign-in is at the public address", () => {
  expect(inCloud().openLink("/coffee/a1/join")).toBe("https://puls.example/open/coffee/a1/join");
});

test("meetings are made only where the tab has a secret", () => {
  expect(inCloud().meetings).toBeUndefined();
  expect(inCloud({ TAB_CLIENT_SECRET: "s" }).meetings).toBeDefined();
});
