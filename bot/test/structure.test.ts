import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";

// The shape of the codebase, kept by a test. To change the shape, change this file in its own commit.

const root = new URL("../..", import.meta.url).pathname;
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

const sources = globSync("{bot,tab}/src/**/*.{ts,tsx}", { cwd: root }).map((path) => ({
  path,
  folder: dirname(path),
  imports: [...readFileSync(`${root}${path}`, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  ),
}));
const code = sources.filter(({ path }) => !isTest(path));
const features = code.filter(({ path }) => path.startsWith("bot/src/features/"));
const platform = code.filter(({ path }) => path.startsWith("bot/src/platform/"));
const tab = code.filter(({ path }) => path.startsWith("tab/src/"));

const offences = (files: typeof sources, isAllowed: (specifier: string, path: string) => boolean) =>
  files.flatMap(({ path, imports }) =>
    imports.filter((to) => !isAllowed(to, path)).map((to) => `${path} imports ${to}`),
  );

test("there is something to check", () => {
  expect(features.length).toBeGreaterThan(10);
  expect(platform.length).toBeGreaterThan(20);
  expect(tab.length).toBeGreaterThan(10);
});

test("a feature never imports another feature", () => {
  const own = (path: string) => `#features/${path.split("/")[3]}/`;
  const tabFeatures = tab.filter(({ path }) => path.startsWith("tab/src/features/"));
  expect(
    offences(
      [...features, ...tabFeatures],
      (to, path) => !to.startsWith("#features/") || to.startsWith(own(path)),
    ),
  ).toEqual([]);
});

test("the platform never imports a feature", () => {
  expect(offences(platform, (to) => !to.includes("features"))).toEqual([]);
});

test("nothing climbs out of its folder", () => {
  expect(offences(code, (to) => !to.startsWith("../"))).toEqual([]);
});

test("a contract imports only zod, since the tab is typed by it", () => {
  expect(
    offences(
      features.filter(({ path }) => basename(path) === "contract.ts"),
      (to) => to === "zod",
    ),
  ).toEqual([]);
});

test("the tab knows the bot by its contracts alone", () => {
  expect(offences(tab, (to) => !to.startsWith("bot") || /^bot\/[a-z]+\/contract$/.test(to))).toEqual([]);
});

test("no page brings a contract's zod to the browser", () => {
  const values = tab.filter(({ path }) =>
    /import (?!type )[^;]*from "bot\/[a-z]+\/contract"/.test(readFileSync(`${root}${path}`, "utf8")),
  );
  expect(values.map(({ path }) => path)).toEqual([]);
});

test.for([
  [
    "the Teams SDK",
    /^(botbuilder|botframework|adaptivecards-templating|adaptive-expressions)/,
    "bot/src/platform/teams",
  ],
  ["Azure's storage and SQLite", /^(@azure\/|node:sqlite)/, "bot/src/platform/storage"],
  ["the web framework", /^(restify|sirv|compression)/, "bot/src/platform/http"],
  ["Graph", /^@microsoft\/teamsfx/, "bot/src/platform/graph"],
  ["the Teams client", /^@microsoft\/teams-js/, "tab/src/platform"],
] as const)("only one folder knows %s", ([, sdk, home]) => {
  expect(offences(code, (to, path) => !sdk.test(to) || path.startsWith(home))).toEqual([]);
});

test("the noun files know no port", () => {
  const nouns = features.filter(({ path }) =>
    /\/(survey|answer|ballot|tally|release|audit|interval|sending|rule|series|session|seat|reminder|question|concept|draft|review|workflow)\.ts$/.test(
      path,
    ),
  );
  expect(nouns.length).toBeGreaterThan(5);
  expect(
    offences(
      nouns,
      (to) =>
        !to.startsWith("#platform/") ||
        /\/(refusal|messenger)\.ts$/.test(to) ||
        to.startsWith("#platform/time/"),
    ),
  ).toEqual([]);
});

test("only config.ts reads the environment, and only the starting files act when imported", () => {
  const readers = code.filter(
    ({ path }) => path.startsWith("bot/") && readFileSync(`${root}${path}`, "utf8").includes("process.env"),
  );
  expect(readers.map(({ path }) => path)).toEqual(["bot/src/main.ts"]);
});

test("a feature folder has a door, and no drawer for odds and ends", () => {
  for (const [folder, files] of Map.groupBy(features, ({ path }) => path.split("/").slice(0, 4).join("/"))) {
    const names = files.map(({ path }) => basename(path));
    expect(names, folder).toContain("feature.ts");
  }
  const drawers = code.filter(({ path }) =>
    /(^|[-/])(utils?|helpers?|service|manager|types|constants|index)\.tsx?$/.test(path),
  );
  expect(drawers.map(({ path }) => path)).toEqual([]);
});

test("only what has been agreed lies at the top", () => {
  const agreed =
    /^(bot|tab|manifest|infra|dist|node_modules|package\.json|package-lock\.json|tsconfig\.json|README\.md|LICENSE|\..+)$/;
  expect(globSync("*", { cwd: root }).filter((name) => !agreed.test(name))).toEqual([]);
});

test("all three languages of a feature have the same keys and the same placeholders", () => {
  const placeholders = (text: string) =>
    [...text.matchAll(/\{\{?(\w+)/g)].map((match) => match[1]).toSorted();
  const folders = new Set(
    globSync("{bot,tab}/src/**/texts/sv.json", { cwd: root }).map((path) => dirname(path)),
  );
  expect(folders.size).toBeGreaterThan(3);
  for (const folder of folders) {
    const [sv, fi, en] = ["sv", "fi", "en"].map(
      (language): Record<string, string> =>
        JSON.parse(readFileSync(`${root}${folder}/${language}.json`, "utf8")),
    );
    expect(Object.keys(fi ?? {}).toSorted(), folder).toEqual(Object.keys(sv ?? {}).toSorted());
    expect(Object.keys(en ?? {}).toSorted(), folder).toEqual(Object.keys(sv ?? {}).toSorted());
    for (const [key, text] of Object.entries(sv ?? {})) {
      expect(placeholders(fi?.[key] ?? ""), `${folder} ${key}`).toEqual(placeholders(text));
      expect(placeholders(en?.[key] ?? ""), `${folder} ${key}`).toEqual(placeholders(text));
      for (const each of [text, fi?.[key], en?.[key]]) expect(each, `${folder} ${key}`).toMatch(/\S/);
    }
  }
});
