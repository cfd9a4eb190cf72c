import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PackageSettings } from "./settings.ts";

/** The files of an app package by name. Teams wants all of them at the top of the zip. */
export type Files = Record<string, Uint8Array>;

const here = import.meta.dirname;
const copied = ["fi.json", "en.json", "color.png", "outline.png"];

/** Reads the package's files and fills the placeholders of the manifest; throws on a placeholder it does not know. */
export async function packageFiles(settings: PackageSettings): Promise<Files> {
  const values: Record<string, string> = {
    BOT_ID: settings.botId,
    TAB_CLIENT_ID: settings.tabClientId,
    PUBLIC_HOST: settings.publicHost,
    VERSION: JSON.parse(await readFile(join(here, "..", "package.json"), "utf8")).version,
  };
  const template = await readFile(join(here, "manifest.json"), "utf8");
  const filled = template.replace(/\$\{\{(\w*)\}\}/g, (placeholder, name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`manifest.json: nothing to put in place of ${placeholder}.`);
    return value;
  });
  const files: Files = { "manifest.json": new TextEncoder().encode(filled) };
  for (const name of copied) files[name] = await readFile(join(here, name));
  return files;
}

export function parseFile(files: Files, name: string): unknown {
  return JSON.parse(new TextDecoder().decode(files[name]));
}
