import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { root } from "#test/harness/project-files.ts";

type Environment = Record<string, string | undefined>;
type Machine = { platform: string; arch: string };

/** As Playwright's `launch` takes it. */
export type BrowserChoice = { executablePath?: string; channel?: string; args: string[]; timeout: number };

/** Switches of the package's own that make it another browser than people have, or that end it by themselves. */
const unwanted = /^--(single-process|disable-web-security|allow-running-insecure-content|headless)/;
/** Those for a machine without a zygote, and for drawing in three dimensions: they double the processor's work. */
const dear = /^--(no-zygote|ignore-gpu|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader)/;
/** Without these it asks for Google's hosts. */
const offline = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const always = ["--font-render-hinting=none", "--disable-gpu", ...offline];
/** Names by which Playwright finds a browser that is installed where its maker puts it. */
const channel = /^(chrome|msedge|chromium)(-(beta|dev|canary))?$/;
const timeout = 50_000;

/** The browser of tests and benches: the one that CHROME names, else the one that comes with the packages. */
export async function chosenBrowser(
  environment: Environment = process.env,
  machine: Machine = process,
): Promise<BrowserChoice> {
  const named = environment.CHROME?.trim();
  if (named && channel.test(named)) return { channel: named, args: always, timeout };
  if (named && !existsSync(named))
    throw new Error(`CHROME names ${named}, which is not there. ${whatToName}`);
  if (named) return { executablePath: named, args: always, timeout };
  if (!isBundledFor(machine))
    throw new Error(
      `The browser among the packages runs on Linux x64 alone, and this is ${machine.platform} ${machine.arch}: set CHROME. ${whatToName}`,
    );
  const args = chromium.args.filter((arg) => !unwanted.test(arg) && !dear.test(arg));
  return { executablePath: await unpacked(), args: [...args, ...always], timeout };
}

const whatToName =
  'It takes the path of a Chrome, Edge or Chromium, or "chrome" or "msedge" for one that is installed in its usual place.';

const isBundledFor = ({ platform, arch }: Machine) => platform === "linux" && arch === "x64";

const run = promisify(execFile);

/**
 * Where the packages' browser lies unpacked. By itself it unpacks to where it is started from: of two that come at once
 * one finds half a file, or a file still open, which can't be started (ETXTBSY). So a process of its own unpacks into a
 * folder of its own, which gets its name when it is whole; of two that unpack, the first is kept.
 */
export async function unpacked(
  cache = join(root, "node_modules/.cache"),
  unpackTo: (folder: string) => Promise<unknown> = unpackChromium,
): Promise<string> {
  const folder = join(cache, `chromium-${await version()}`);
  const path = join(folder, "chromium");
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "chromium-draft-"));
  try {
    await unpackTo(draft);
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(path)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}

/** The package unpacks into the folder for temporary files, wherever that is. */
function unpackChromium(folder: string) {
  const script = 'await (await import("@sparticuz/chromium")).default.executablePath()';
  const env = { ...process.env, TMPDIR: folder };
  return run(process.execPath, ["--input-type=module", "-e", script], { cwd: import.meta.dirname, env });
}

async function version(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const file = join(entry, "../../package.json");
  return JSON.parse(await readFile(file, "utf8")).version;
}
