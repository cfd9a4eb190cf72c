import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig, settings } from "../bot/src/config.ts";
import { type Declaration, parseBicep } from "./bicep.ts";
import { faultsOf } from "./faults.ts";

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

  test("keep every setting over a new deployment, which replaces all that the site has", () => {
    const elsewhere = {
      BOT_SECRET: "the bot is a managed identity",
      PORT: "App Service sets it",
      LOCAL: "for one machine",
      PLAYGROUND_PORT: "for one machine",
      PLAYGROUND: "for one machine",
      DATA_FOLDER: "for one machine",
    };
    const optional = named("optionalSettings").keys[""] ?? [];
    const given = [...cloudNames, ...optional, ...(named("secretSettings").keys[""] ?? [])];

    expect([...given, ...Object.keys(elsewhere)].toSorted()).toEqual(Object.keys(settings).toSorted());
    expect(named("appSettings").references).toContain("optionalSettings");
    for (const [name, value] of Object.entries(named("optionalSettings").values)) {
      const param = value.kind === "name" ? named(value.name) : undefined;
      expect(param, name).toMatchObject({ kind: "param", optional: true });
      // Left out it is empty, which the server takes for its default.
      expect(param?.values[""], name).toMatchObject({ kind: "string", text: "" });
    }
    const required = Object.fromEntries(cloudNames.map((name) => [name, sampleOf(name)]));
    const empty = Object.fromEntries(optional.map((name) => [name, ""]));
    expect(readConfig({ ...required, ...empty })).toEqual(readConfig(required));
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
  test("says nothing that Azure does not know, as far as known.ts does", () => {
    expect(faultsOf(declarations)).toEqual([]);
  });

  test.each([
    ["a colon is missing", "httpsOnly: true", "httpsOnly true"],
    ["two properties on one line", "httpsOnly: true\n", "httpsOnly: true "],
    [
      "a provider that is not there",
      "Microsoft.BotService/botServices@",
      "Microsoft.BotServices/botServices@",
    ],
    ["a version that is not there", "Microsoft.Web/sites@2025-03-01", "Microsoft.Web/sites@2025-02-30"],
    ["a misspelt property", "healthCheckPath", "healtCheckPath"],
    ["a misspelt property of a role", "principalId: identity", "principleId: identity"],
    [
      "a misspelt property that is read",
      "identity.properties.principalId",
      "identity.properties.principleId",
    ],
    ["a misspelt key of a variable", "roles.keyVaultSecretsOfficer)", "roles.keyVaultSecretOfficer)"],
    ["a function without its argument", "uniqueString(resourceGroup().id, name)", "uniqueString()"],
    ["a function that is not there", "uniqueString(", "uniqueText("],
    ["a choice without its other half", " : publicHost}", "}"],
    ["a condition without its other half", "empty(tabClientSecret) ? {} : {", "empty(tabClientSecret) ? {"],
    ["a number for a word", "ftpsState: 'Disabled'", "ftpsState: 7"],
    ["a word for a yes or no", "alwaysOn: true", "alwaysOn: 'true'"],
    ["a word that is not one of its words", "'Disabled'", "'Off'"],
    ["a decorator that is not there", "@minValue(1)", "@minVal(1)"],
    ["a decorator without its argument", "@minValue(1)", "@minValue()"],
    ["a role's id with a wrong digit", "0a9a7e1f-b9d0", "0a9a7e1f-b9d1"],
    ["no health check", "healthCheckPath: '/healthz'", ""],
    ["a site that goes to sleep", "alwaysOn: true", ""],
    ["a resource without its type", "'Microsoft.Web/serverfarms@2025-03-01' ", ""],
    ["a variable without its value", "var suffix = uniqueString(resourceGroup().id, name)", "var suffix"],
    ["a keyword that is not there", "resource plan ", "resources plan "],
  ])("can't have %s", (_, right, wrong) => {
    expect(source).toContain(right);
    const found = () => faultsOf(parseBicep(source.replace(right, wrong)));

    expect(faultsOrWords(found)).not.toEqual([]);
  });

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

/** What is wrong, or the sentence by which it can't even be read. */
function faultsOrWords(find: () => string[]): string[] {
  try {
    return find();
  } catch (error) {
    expect(String(error)).toMatch(/^Error: Line \d+: /);
    return [String(error)];
  }
}

function sampleOf(name: string): string {
  const samples = ["3d3c4d2a-7a8c-4f52-9d1e-5b0f8e6a2c10", "UserAssignedMSI", "https://kommunpuls.example"];
  const { schema } = settings[name as keyof typeof settings];
  const sample = samples.find((each) => schema.safeParse(each).success);
  if (!sample) throw new Error(`No sample of ${name}.`);
  return sample;
}

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
