import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLogFile } from "./log-file.ts";

let folder: string;
let path: string;
let said: string[];
const say = (sentence: string) => void said.push(sentence);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "log-"));
  path = join(folder, "kommunpuls.log");
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("lines come in their order, in a file for its owner alone", async () => {
  const log = openLogFile(path, { say });
  for (let n = 0; n < 1_000; n++) log.write(`${n}\n`);

  await expect
    .poll(() => readFile(path, "utf8"))
    .toBe(Array.from({ length: 1_000 }, (_, n) => `${n}\n`).join(""));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(said).toEqual([]);
});

test("however much is written, it takes no more room than it may, and the newest is there", async () => {
  const log = openLogFile(path, { byteLimit: 10_000, say });
  for (let n = 0; n < 5_000; n++) {
    log.write(`line ${n}\n`);
    if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  await expect.poll(() => readFile(path, "utf8")).toContain("line 4999\n");
  expect((await readdir(folder)).toSorted()).toEqual(["kommunpuls.log", "kommunpuls.log.1"]);
  const sizes = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(10_000);
});

test("a full disk is said once, and costs lines and nothing else", async () => {
  await symlink("/dev/full", path);
  const log = openLogFile(path, { say });

  for (let n = 0; n < 20; n++) {
    log.write(`${n}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }

  await expect
    .poll(() => said)
    .toEqual([`The log ${path} can't be written (ENOSPC): the app goes on without it.`]);
});

test("a folder that is gone and comes back: what was lost is counted", async () => {
  const log = openLogFile(path, { say });
  await rm(folder, { recursive: true });
  log.write("1\n");
  await expect.poll(() => said).toHaveLength(1);
  log.write("2\n");
  await expect.poll(() => said).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 20));

  await mkdir(folder);
  log.write("3\n");

  await expect
    .poll(() => readFile(path, "utf8").catch(() => ""))
    .toBe('\n{"name":"log","outcome":"lost","count":2}\n3\n');
  await expect.poll(() => said[1]).toBe(`The log ${path} can be written again; 2 lines are missing.`);
});

test("a log that can't be a file is said, and stops nothing", async () => {
  await mkdir(path);
  openLogFile(path, { say }).write("1\n");

  await expect
    .poll(() => said)
    .toEqual([`The log ${path} can't be written (EISDIR): the app goes on without it.`]);
});

test.for(["/dev/full", "a pipe that nobody reads"])("standard output that is %s ends nothing", (output) => {
  const script = `
    const { createLog } = await import(${JSON.stringify(new URL("log.ts", import.meta.url).href)});
    const log = createLog();
    for (let n = 0; n < 20000; n++) log.event({ name: "a/b", outcome: "ok", count: n });
    setTimeout(() => { log.event({ name: "a/b", outcome: "ok" }); }, 1200);
    setTimeout(() => process.exit(Number(process.memoryUsage().rss > 400e6)), 2500);`;
  const into = output === "/dev/full" ? "> /dev/full" : "| true";
  const command = `set -o pipefail; '${process.execPath}' --input-type=module -e '${script}' ${into}`;

  const { status, stderr } = spawnSync("bash", ["-c", command], {
    encoding: "utf8",
    timeout: 20_000,
    killSignal: "SIGKILL",
  });

  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("all that is written to standard output comes out, also what waits when the process ends", () => {
  const script = `
    const { createLog } = await import(${JSON.stringify(new URL("log.ts", import.meta.url).href)});
    const log = createLog();
    for (let n = 0; n < 5000; n++) log.event({ name: "å/b", outcome: "ok", count: n });`;

  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });

  const counts = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).count);
  expect(counts).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
});
