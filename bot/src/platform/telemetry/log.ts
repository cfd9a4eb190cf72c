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
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    ...(write ? [{ write }] : []),
  );
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

/** Where it went wrong, without the message: what an error says may be what a person wrote. */
function traceOf(error: unknown): { error: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
