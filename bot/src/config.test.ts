import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BadConfig, readConfig, settings } from "./config.ts";

const guid = "11111111-1111-4111-8111-111111111111";
const cloud = {
  BOT_ID: guid,
  BOT_TENANT_ID: guid,
  BOT_TYPE: "UserAssignedMSI",
  TAB_CLIENT_ID: guid,
  TENANT_IDS: `${guid}, ${guid}`,
  PUBLIC_URL: "https://puls.example",
  STORAGE_ACCOUNT: "kommunpuls",
  KEY_VAULT_URL: "https://puls.vault.example",
};

test("a whole environment is read", () => {
  const config = readConfig(cloud);

  expect(config).toMatchObject({ local: false, PORT: 3978, TENANT_IDS: [guid, guid], ADMIN_IDS: [] });
});

test.for(Object.keys(cloud))("without %s the server says which setting is missing", (name) => {
  expect(() => readConfig({ ...cloud, [name]: undefined })).toThrow(`${name} is missing.`);
});

test("everything that is wrong is said at once", () => {
  const wrong = () => readConfig({ ...cloud, BOT_ID: "bot", PUBLIC_URL: "puls", BOT_TYPE: undefined });

  expect(wrong).toThrow(BadConfig);
  expect(wrong).toThrow(/BOT_ID is wrong[\s\S]*BOT_TYPE is missing[\s\S]*PUBLIC_URL is wrong/);
});

test("a bot that proves itself by a secret needs one", () => {
  expect(() => readConfig({ ...cloud, BOT_TYPE: "SingleTenant" })).toThrow("BOT_SECRET is missing.");
  expect(readConfig({ ...cloud, BOT_TYPE: "SingleTenant", BOT_SECRET: "s" })).toMatchObject({
    BOT_SECRET: "s",
  });
});

test("local mode needs nothing, and is refused in production", () => {
  expect(readConfig({ LOCAL: "1" })).toMatchObject({ local: true, PORT: 3978, DATA_FOLDER: ".data" });
  expect(() => readConfig({ LOCAL: "1", NODE_ENV: "production" })).toThrow("LOCAL is refused in production");
});

test.for([
  { NODE_ENV: "Production" },
  { NODE_ENV: " PRODUCTION " },
  { NODE_ENV: "prod" },
  { NODE_ENV: "staging" },
  { WEBSITE_SITE_NAME: "kommunpuls" },
  { CONTAINER_APP_NAME: "kommunpuls" },
  { KUBERNETES_SERVICE_HOST: "10.0.0.1" },
  { IDENTITY_ENDPOINT: "http://127.0.0.1:41741/msi/token" },
  { FUNCTIONS_WORKER_RUNTIME: "node" },
  ...Object.entries(cloud).map(([name, value]) => ({ [name]: value })),
  { BOT_SECRET: "s" },
  { TAB_CLIENT_SECRET: "s" },
])("local mode is refused where it looks like production, and says by what: %j", (sign) => {
  for (const LOCAL of ["1", " 1 "]) {
    expect(() => readConfig({ LOCAL, ...sign })).toThrow(
      /^LOCAL is refused in production(, [^.:]+)?: it lets demo people in\.$/,
    );
  }
});

test.for([
  {},
  { NODE_ENV: "" },
  { NODE_ENV: "development" },
  { NODE_ENV: "test" },
  { BOT_ID: " " },
  { TENANT_IDS: "" },
])("at one's desk local mode starts: %j", (environment) => {
  expect(readConfig({ LOCAL: "1", ...environment })).toMatchObject({ local: true });
});

test("every setting says what it is for", () => {
  for (const [name, { about }] of Object.entries(settings)) expect(about, name).toMatch(/\.$/);
});

test("the README's table is what is read: every setting, its default and what it is for", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const rows = Object.entries(settings).map(([name, { schema, about }]) => {
    const given = schema.safeParse(undefined);
    const text = [given.data ?? ""].flat().join(", ");
    const standard = given.success ? text && `\`${text}\`` : "required";
    return `| \`${name}\` | ${standard} | ${about} |`;
  });

  const table = readme.split("\n").filter((line) => /^\| `[A-Z_]+` \|/.test(line));

  expect(table).toEqual(rows);
});
