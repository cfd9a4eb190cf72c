import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { must } from "./measure.ts";

/** A process of the bench, which runs one file. */
export type Child<Said> = {
  pid: number;
  /** The next thing that it says; throws if it ends before. */
  said: Promise<Said>;
  stop(): Promise<void>;
};

/** Starts a file in a process of its own, with its settings as JSON; its output goes to `<folder>/<file>.log`. */
export function startChild<Said>(file: URL, settings: object, folder: string): Child<Said> {
  const name = basename(fileURLToPath(file));
  const path = join(folder, `${name}.log`);
  const log = openSync(path, "a");
  const child = fork(file, [JSON.stringify(settings)], {
    stdio: ["ignore", log, log, "ipc"],
    serialization: "advanced",
  });
  closeSync(log);
  const said = new Promise<Said>((resolve, reject) => {
    // What it says is typed by whoever starts it.
    child.once("message", (message) => resolve(message as Said));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${name} ended (${code}):\n${tail(path)}`)));
  });
  // Whoever only stops it does not ask what it said.
  said.catch(() => undefined);
  must(child.pid !== undefined, `${name} could not be started.`);
  return { pid: child.pid, said, stop: () => stopped(child) };
}

/** In the child: what it was started with. */
export const settingsGiven = <Settings>(): Settings => JSON.parse(process.argv[2] ?? "{}");

/** In the child: says something to the bench. */
export const say = (message: object): void => void process.send?.(message);

const killAfterMs = 10_000;

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** Memory of a process with all its threads, in bytes, as Linux counts it: now, and the most so far. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes("VmRSS"), most: bytes("VmHWM") };
}

const tail = (path: string): string => readFileSync(path, "utf8").split("\n").slice(-30).join("\n");

/** Processor time that a process has used so far, in ms: what other programs take of the machine does not count. */
export function processorMsOf(pid: number): number {
  // proc(5): after the name in brackets, utime and stime are the 12th and 13th field, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
