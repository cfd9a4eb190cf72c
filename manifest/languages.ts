import { AppManifestUtils } from "@microsoft/app-manifest";
import { type Files, packageFiles, parseFile } from "./files.ts";
import { localSettings } from "./settings.ts";

type LanguageSchema = Awaited<ReturnType<typeof AppManifestUtils.fetchSchema>>;

/** The schema of a language file, for manifests of the version; it lies in the vendor's package. */
export async function languageSchema(manifestVersion: string): Promise<LanguageSchema> {
  const schema = await AppManifestUtils.fetchSchema(
    `https://developer.microsoft.com/en-us/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`,
  );
  // One of its patterns ends in a bare "]", which the vendor's own validator refuses to compile.
  return JSON.parse(JSON.stringify(schema).replaceAll("\\\\b]", "\\\\b\\\\]"));
}

/**
 * The texts of the manifest that a language file may replace, by key, such as `bots[0].commandLists[0].commands[0].title`.
 * Which texts those are is asked of the vendor's schema, so that a new part of the manifest is not forgotten.
 */
export async function localisableTexts(manifest: {
  manifestVersion: string;
}): Promise<Record<string, string>> {
  const schema = await languageSchema(manifest.manifestVersion);
  const keys = new Set(Object.keys(schema.properties));
  const patterns = Object.keys(schema.patternProperties).map((pattern) => new RegExp(pattern));
  const isLocalisable = (key: string) =>
    key !== "$schema" && (keys.has(key) || patterns.some((pattern) => pattern.test(key)));
  return Object.fromEntries([...leaves(manifest)].filter(([key]) => isLocalisable(key)));
}

/**
 * What the bot hears when a command is picked from Teams' list: each command once, with its word in each language,
 * such as `{ sv: "hjälp", fi: "apua", en: "help" }`.
 */
export async function commandTitles(files?: Files): Promise<Record<string, string>[]> {
  const read = files ?? (await packageFiles(localSettings));
  const manifest = parseFile(read, "manifest.json") as { manifestVersion: string };
  const sv = await localisableTexts(manifest);
  const fi = parseFile(read, "fi.json") as Record<string, string>;
  const en = parseFile(read, "en.json") as Record<string, string>;
  const titles = Object.keys(sv)
    .filter((key) => /^bots\[.+\.commands\[\d+\]\.title$/.test(key))
    .map((key) => ({ sv: sv[key] ?? "", fi: fi[key] ?? "", en: en[key] ?? "" }));
  return [...new Map(titles.map((words) => [JSON.stringify(words), words])).values()];
}

function* leaves(value: unknown, path = ""): Generator<[string, string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path === "" ? key : `.${key}`;
    yield* leaves(part, path + step);
  }
}
