import { globSync } from "node:fs";
import { join } from "node:path";

/** The folder of the whole project. */
export const root = join(import.meta.dirname, "../../..");

/** The files of the project that a pattern means, with a slash between folders on every system. */
export const filesOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/"));

/** A file's own address, or that of another file beside it; in brackets there is nothing deeper than a call. */
const fileUrl = String.raw`new URL\((?:[^()]|\([^()]*\))*?import\.meta\.url,?\s*\)`;
const right = [
  String.raw`(?:createRequire|fileURLToPath)\(\s*import\.meta\.url\s*\)`,
  `${fileUrl}(?:\\.href)?(?!\\s*\\??\\.)`,
];
const takesPath = String.raw`\b(?:join|resolve|basename|dirname|extname|spawn|fork|\w*(?:File|Dir)(?:Sync)?)\(\s*\w+\.pathname`;

/**
 * Where a text takes the path of a file's URL for the file's path. That stays encoded ("%20", "%C3%A5") and has a slash
 * before a drive's letter, so that nothing is found in a folder "Åsas mapp", and nothing at all on Windows.
 */
export function urlPathsIn(text: string): string[] {
  const all = (pattern: string, source = text) => [...source.matchAll(new RegExp(pattern, "g"))];
  const rest =
    all(`\\}\\s*=\\s*${fileUrl}`).length > 0 ? text : text.replaceAll(new RegExp(right.join("|"), "g"), "");
  const names = all(`(\\w+)(?:\\s*:\\s*URL)?\\s*=\\s*${fileUrl}`).map(([, name]) => name);
  return [
    ...all(String.raw`.*import\.meta\.url.*`, rest),
    ...names.flatMap((name) => all(`.*\\b${name}\\.pathname|\\}\\s*=\\s*${name}\\b`)),
    ...all(takesPath),
    ...all("`file://\\$\\{|[\"']file:///?[\"']"),
  ].map(([found]) => found.trim());
}
