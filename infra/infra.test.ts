import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { settings } from "../bot/src/config.ts";
import { type Declaration, parseBicep } from "./bicep.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const source = read("main.bicep");
const declarations = parseBicep(source);

const ofKind = (kind: Declaration["kind"]): Declaration[] => declarations.filter((one) => one.kind === kind);
const names = (list: Declaration[]): string[] => list.map((one) => one.name);
const named = (name: string): Declaration => {
  const found = declarations.find((one) => one.name === name && one.kind !== "output");
  if (!found) throw new Error(`main.bicep declares no ${name}.`);
  return found;
};

const cloudSettings = Object.entries(settings).filter(([, setting]) => setting.cloud);
const cloudNames = cloudSettings.map(([name]) => name);

describe("the deployment and the server", () => {
  test("put out exactly the settings that a server in the cloud reads, in their order", () => {
    expect(names(ofKind("output"))).toEqual(cloudNames);
  });

  test("give the site the same, and beside them only what Node and the identity library read", () => {
    const extra = named("appSettings").keys.properties ?? [];

    expect(named("settings").keys[""]).toEqual(cloudNames);
    expect(named("appSettings").calls).toContain("union");
    expect(named("appSettings").references).toContain("settings");
    expect(extra).toEqual(["NODE_ENV", "AZURE_CLIENT_ID"]);
  });

  test("keep the tab's secret in the vault, where there is one, and hand the site the way to it", () => {
    expect(named("tabClientSecret").optional).toBe(true);
    expect(source).toContain("@secure()\nparam tabClientSecret string");
    expect(declarations.filter(({ references }) => references.includes("tabClientSecret"))).toEqual([
      named("secretSettings"),
      named("tabSecret"),
    ]);
    expect(named("secretSettings").references).toEqual(["tabClientSecret", "vault", "tabSecret"]);
    expect(named("secretSettings").keys[""]).toEqual(["TAB_CLIENT_SECRET"]);
    expect(settings.TAB_CLIENT_SECRET.schema.safeParse(undefined).success).toBe(true);
    expect(named("appSettings").references).toContain("secretSettings");
    expect(named("site").keys.properties).toContain("keyVaultReferenceIdentity");
    expect(ofKind("output").flatMap(({ references }) => references)).not.toContain("tabClientSecret");
  });

  test("agree on every value that is written out", () => {
    const written = [...source.matchAll(/^ {2}([A-Z_]+): '([^'$]*)'$/gm)];

    expect(written.map(([, name]) => name)).toEqual(["BOT_TYPE"]);
    for (const [, name, value] of written) {
      const setting = Object.entries(settings).find(([one]) => one === name)?.[1];
      expect(setting?.schema.safeParse(value).success, name).toBe(true);
    }
  });
});

describe("main.bicep", () => {
  test("refers to nothing that it does not declare", () => {
    const declared = names(declarations.filter((one) => one.kind !== "output"));
    const unknown = declarations.flatMap((one) => one.references.filter((name) => !declared.includes(name)));

    expect(unknown).toEqual([]);
  });

  test("calls only functions that Bicep has", () => {
    expect([...new Set(declarations.flatMap((one) => one.calls))].sort()).toEqual([
      "empty",
      "guid",
      "resourceGroup",
      "subscriptionResourceId",
      "tenant",
      "union",
      "uniqueString",
    ]);
  });

  test("declares nothing twice, and no parameter or variable for nothing", () => {
    const used = new Set(declarations.flatMap((one) => one.references));
    const all = names(declarations.filter((one) => one.kind !== "output"));

    expect(all).toEqual([...new Set(all)]);
    expect(names([...ofKind("param"), ...ofKind("var")]).filter((name) => !used.has(name))).toEqual([]);
  });

  test.each(ofKind("resource"))("gives $name a name, a place and a stable version", ({ type, keys }) => {
    const has = keys[""] ?? [];

    expect(type).toMatch(/^Microsoft\.\w+(\/\w+)+@\d{4}-\d{2}-\d{2}$/);
    expect(has).toContain("name");
    expect(has.some((key) => ["location", "parent", "scope"].includes(key))).toBe(true);
    expect(Object.entries(keys).filter(([, list]) => new Set(list).size !== list.length)).toEqual([]);
  });

  test("makes no password and no shared key, and reads none", () => {
    expect(source).toContain("allowSharedKeyAccess: false");
    expect(source).toContain("allowBlobPublicAccess: false");
    expect(source).toContain("disableLocalAuth: true");
    expect(source).toContain("enableRbacAuthorization: true");
    expect(source).not.toMatch(/listKeys|list\w*\(|BOT_SECRET|password:/);
  });

  test("lets a ballot key be destroyed before the vault's own days are over", () => {
    expect(named("vault").keys.properties).not.toContain("enablePurgeProtection");
    expect(named("mayKeepKeys").references).toContain("roles");
  });
});

describe.each(["production", "staging"])("%s.bicepparam", (environment) => {
  const parameters = read(`${environment}.bicepparam`);

  test("is for main.bicep, with every parameter that has to be given and none that is not there", () => {
    const given = names(parseBicep(parameters.replace(/^using .*$/m, "")));

    expect(parameters).toMatch(/^using '\.\/main\.bicep'$/m);
    expect(names(ofKind("param"))).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(names(ofKind("param").filter((one) => !one.optional))));
  });

  test("takes what belongs to one organisation from the environment", () => {
    expect(parameters).toContain("param tabClientId = readEnvironmentVariable('TAB_CLIENT_ID')");
    expect(parameters).toContain("param tenantIds = readEnvironmentVariable('TENANT_IDS')");
  });
});
