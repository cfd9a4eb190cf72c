import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/* What `npm run build` made, which runs before the tests. */

const dist = join(import.meta.dirname, "../dist");
type Chunk = { file: string; imports?: string[] };
const chunks: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

/** What one who opens results inside Teams loads, by the modules that are asked for; teams-js among them. */
const resultsInTeams = (language: string) => [
  "index.html",
  "src/platform/teams/teams-js.ts",
  `src/platform/texts/${language}.json`,
  `src/features/surveys/texts/${language}.json`,
  "src/features/surveys/survey/survey-page.tsx",
  "src/features/surveys/results/results-page.tsx",
  `src/features/surveys/results/texts/${language}.json`,
];

test.for(["sv", "fi", "en"])("results inside Teams need at most 200 KB of JavaScript in %s", (language) => {
  const files = scriptsOf(resultsInTeams(language));
  expect(gzippedBytes(files)).toBeLessThan(200_000);
});

test("who opens results loads neither dialogs nor drawn cards", () => {
  const files = scriptsOf(resultsInTeams("sv")).join(" ");
  expect(files).toMatch(/results-page/);
  expect(files).not.toMatch(/draw-card|dialog|Dialog/);
});

test.for(["sv", "fi", "en"])("coffee's front page needs at most 200 KB of JavaScript in %s", (language) => {
  const files = scriptsOf([
    "index.html",
    "src/platform/teams/teams-js.ts",
    `src/platform/texts/${language}.json`,
    `src/features/coffee/texts/${language}.json`,
    "src/features/coffee/series/list/list-page.tsx",
  ]);
  expect(gzippedBytes(files)).toBeLessThan(200_000);
});

test.for(["sv", "fi", "en"])(
  "the forum's front page needs at most 200 KB of JavaScript in %s, and nothing of Markdown",
  (language) => {
    const files = scriptsOf([
      "index.html",
      "src/platform/teams/teams-js.ts",
      `src/platform/texts/${language}.json`,
      `src/platform/members-only/texts/${language}.json`,
      `src/features/forum/texts/${language}.json`,
      "src/features/forum/reading/list-page.tsx",
    ]);
    expect(gzippedBytes(files)).toBeLessThan(200_000);
    expect(files.join(" ")).not.toMatch(/render|markdown/);
  },
);

const gzippedBytes = (files: string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);

/** The files of the modules and of all that they import, each once. */
function scriptsOf(modules: string[]): string[] {
  const found = new Set<string>();
  const follow = (module: string) => {
    const chunk = chunks[module];
    if (!chunk) throw new Error(`The build has no ${module}.`);
    if (found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const imported of chunk.imports ?? []) follow(imported);
  };
  for (const module of modules) follow(module);
  return [...found];
}
