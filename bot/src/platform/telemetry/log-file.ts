import { closeSync, openSync } from "node:fs";
import { appendFile, rename, stat } from "node:fs/promises";

export type LogFile = { write(line: string): void };

type Settings = {
  /** The file and the one before it together never have more than this, but for a line. */
  byteLimit?: number;
  /** Told in a sentence when the file can't be written any more, and when it can again. */
  say?(sentence: string): void;
};

/** What waits for a slow disk; more is lost, and counted. */
const lineLimit = 10_000;

/**
 * A log in a file, for its owner alone. Once it is half full it becomes `<path>.1`, in the place of the one before. A disk
 * that is full, or a folder that is gone, loses lines and nothing else: how many is the first line once it can be written.
 */
export function openLogFile(
  path: string,
  { byteLimit = 20_000_000, say = (sentence) => console.error(sentence) }: Settings = {},
): LogFile {
  let waiting: string[] = [];
  let lost = 0;
  let isBroken = false;
  let isWriting = false;
  touch(path);

  async function append(text: string): Promise<void> {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > 0 && size + Buffer.byteLength(text) > byteLimit / 2) await rename(path, `${path}.1`);
    await appendFile(path, text, { mode: 0o600 });
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      // A line may have been cut off in the middle: the next one begins on a new one.
      const gap = isBroken ? `\n${JSON.stringify({ name: "log", outcome: "lost", count: lost })}\n` : "";
      try {
        await append(gap + lines.join(""));
        if (isBroken) say(`The log ${path} can be written again; ${lost} lines are missing.`);
        isBroken = false;
        lost = 0;
      } catch (error) {
        lost += lines.length;
        if (!isBroken)
          say(`The log ${path} can't be written (${codeOf(error)}): the app goes on without it.`);
        isBroken = true;
      }
    }
    isWriting = false;
  }

  return {
    write(line) {
      if (waiting.length >= lineLimit) lost++;
      else waiting.push(line);
      if (!isWriting) void writeAll();
    },
  };
}

/** Made at once, so that it is there and for its owner alone from the first moment; if it can't be, the first line says so. */
function touch(path: string): void {
  try {
    closeSync(openSync(path, "a", 0o600));
  } catch {
    return;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
