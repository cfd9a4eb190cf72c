import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import { type Files, packageFiles } from "./files.ts";
import { problems } from "./rules.ts";
import { localSettings, readPackageSettings } from "./settings.ts";

const target = join("dist", "kommunpuls.zip");

/** Checks the files and packs them; throws with every problem, a line each. The same files give the same bytes. */
export async function pack(files: Files): Promise<Uint8Array> {
  const found = await problems(files);
  if (found.length > 0) throw new Error(found.join("\n"));
  return zipSync(files, { level: 9, mtime: new Date(2020, 0, 1) });
}

/** `npm run package`: writes the app package for Teams and says where it is and what it is for. */
async function main(): Promise<void> {
  const settings = readPackageSettings(process.env);
  const zip = await pack(await packageFiles(settings ?? localSettings));
  const file = join(import.meta.dirname, "..", target);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, zip);
  const { botId, publicHost } = settings ?? localSettings;
  console.log(`${target}, ${(zip.length / 1000).toFixed(1)} kB, for bot ${botId} at ${publicHost}.`);
  if (!settings) {
    console.log("These are the local ids. For Teams set BOT_ID, TAB_CLIENT_ID and PUBLIC_URL.");
  }
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
