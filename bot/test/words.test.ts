import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Feature } from "#platform/feature.ts";
import { commandTitles } from "../../manifest/languages.ts";
import { testApp } from "./harness/harness.ts";
import { filesOf, root } from "./harness/project-files.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test("every command that Teams offers, in any language, is one that the bot knows", async () => {
  const app = await testApp("2026-11-23T08:00:00Z");
  const known = new Set(
    app.features.flatMap(({ commands = {}, in: words }) =>
      Object.values(commands).flatMap((command) =>
        Object.values(words).flatMap((t) => t(command.words).split("|")),
      ),
    ),
  );

  const offered = (await commandTitles()).flatMap((titles) => Object.values(titles));

  expect(offered.length).toBeGreaterThanOrEqual(9);
  expect(offered.filter((title) => !known.has(title))).toEqual([]);
});

test("every command of Teams' message extension is a deed of the app, and every such deed is offered", async () => {
  const features: readonly Feature[] = (await testApp("2026-11-23T08:00:00Z")).features;
  const { composeExtensions } = JSON.parse(read("manifest/manifest.json"));
  const offered = (type: string) =>
    composeExtensions[0].commands
      .filter((command: { type: string }) => command.type === type)
      .map(({ id }: { id: string }) => id)
      .sort();
  const known = (kind: "lookUps" | "messageActions") =>
    features.flatMap((each) => Object.keys(each[kind] ?? {}).map((name) => `${each.name}/${name}`)).sort();

  expect(offered("query")).toEqual(known("lookUps"));
  expect(offered("action")).toEqual(known("messageActions"));
});

test("every expected no has its words", () => {
  for (const folder of filesOf("bot/src/features/*/")) {
    const texts: Record<string, string> = JSON.parse(read(`${folder}/texts/sv.json`));
    const reasons = filesOf(`${folder}/**/*.ts`)
      .filter((path) => !path.endsWith(".test.ts"))
      .flatMap((path) => [...read(path).matchAll(/new (?:Refusal|NotFound)\(\s*"([\w.]+)"/g)])
      .map((match) => match[1] ?? "");
    expect(
      reasons.filter((reason) => !(reason in texts || `${reason}_one` in texts)),
      folder,
    ).toEqual([]);
  }
});
