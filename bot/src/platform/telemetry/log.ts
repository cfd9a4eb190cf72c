import { randomUUID } from "node:crypto";
import { pino } from "pino";

/** One thing that the app has done. These fields and no others: no names, texts, answers, ids of people or tokens. */
export type Event = {
  /** What was done: `surveys/answer`, `GET /surveys/:id`, `turn/message`. */
  name: string;
  outcome: string;
  ms?: number;
  errorId?: string;
  count?: number;
};

export type Log = {
  event(event: Event): void;
  /** Logs a bug once; gives the id that the person is shown. */
  bug(name: string, error: unknown): string;
};

/** Writes one line of JSON per event, to standard output unless told otherwise. */
export function createLog(write?: (line: string) => void): Log {
  const lines = write ? { write } : buffered();
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines);
  return {
    event({ name, outcome, ms, errorId, count }) {
      logger.info({ name, outcome, ms: ms && Math.round(ms), errorId, count });
    },
    bug(name, error) {
      const errorId = randomUUID().slice(0, 8);
      logger.error({ name, outcome: "bug", errorId, ...traceOf(error) });
      return errorId;
    },
  };
}

/** Standard output in blocks, once a second at least: a write for each answer would cost as much as sealing it. */
function buffered() {
  const lines = pino.destination({ dest: 1, sync: false, minLength: 4_096 });
  setInterval(() => lines.flush(), 1_000).unref();
  return lines;
}

/** Where it went wrong, without the message: what an error says may be what a person wrote. */
function traceOf(error: unknown): { error: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
