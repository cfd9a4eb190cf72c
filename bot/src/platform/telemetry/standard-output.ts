import { write, writeSync } from "node:fs";

const blockLength = 4_096;
const everyMs = 1_000;
/** More than this waits for nobody. */
const lengthLimit = 1_000_000;

/**
 * Standard output in blocks, once a second at least: a write for each line would cost as much as what it tells of. Where it
 * can't be written, to a full disk or to a reader that is gone, lines are lost and the server goes on; pino's own writer
 * would wait for room until the end of time, also when the process is told to end.
 */
export function bufferedOutput(descriptor = 1): { write(line: string): void } {
  let waiting = "";
  let isWriting = false;

  function flush(): void {
    if (isWriting || waiting === "") return;
    isWriting = true;
    const block = Buffer.from(waiting);
    waiting = "";
    write(descriptor, block, (error, written) => {
      isWriting = false;
      // Nobody has read what was written before: tried again with the next block.
      const rest = error?.code === "EAGAIN" ? block : error ? undefined : block.subarray(written);
      if (rest && rest.length > 0) waiting = rest.toString() + waiting;
      if (!error && waiting.length >= blockLength) flush();
    });
  }

  setInterval(flush, everyMs).unref();
  process.once("exit", () => {
    try {
      writeSync(descriptor, waiting);
    } catch {
      return;
    }
  });

  return {
    write(line) {
      if (waiting.length < lengthLimit) waiting += line;
      if (waiting.length >= blockLength) flush();
    },
  };
}
