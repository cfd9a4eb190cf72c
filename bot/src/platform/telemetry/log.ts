import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { bufferedOutput } from "./standard-output.ts";

/** One thing that the app has done. These fields and no others: no names, texts, answers, ids of people or tokens. */
export type Event = {
  /** What was done: `surveys/answer`, `GET /surveys/:id`, `turn/message`. */
  name: string;
  outcome: string;
  ms?: number;
  errorId?: string;
  count?: number;
  /** Why something was refused: a word of a closed list. */
  reason?: string;
  /** Which try it was, of work that is tried again. */
  attempt?: number;
};

export type Log = {
  event(event: Event): void;
  /** Logs a bug once; gives the id that the person is shown. */
  bug(name: string, error: unknown, more?: Pick<Event, "attempt" | "count">): string;
};

/** Writes one line of JSON per event, to standard output unless told otherwise. */
export function createLog(write?: (line: string) => void): Log {
  const lines = write ? { write } : bufferedOutput();
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines);
  return {
    event({ name, outcome, ms, errorId, count, reason, attempt }) {
      logger.info({ name, outcome, ms: ms && Math.round(ms), errorId, count, reason, attempt });
    },
    bug(name, error, { attempt, count } = {}) {
      const errorId = randomUUID().slice(0, 8);
      logger.error({ name, outcome: "bug", errorId, attempt, count, ...traceOf(error) });
      return errorId;
    },
  };
}

/** Errors whose message is a sentence that is always the same, written for who runs the server. */
const forOperators = new Set(["StoreUnusable", "PlaygroundFailed"]);

type Trace = { error: string; says?: string; status?: number; code?: string; at?: string[] };

/**
 * Where it went wrong, without the message: what an error says may be what a person wrote. Codes and statuses, its own or of
 * what caused it, are words of node, of SQLite or of Microsoft's services.
 */
function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(forOperators.has(error.name) && { says: error.message }),
    ...codesOf(error),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}

const causeLimit = 5;

function codesOf(error: unknown, depth = 0): Pick<Trace, "status" | "code"> {
  if (!(error instanceof Error) || depth === causeLimit) return {};
  const status =
    "statusCode" in error && Number.isInteger(error.statusCode) ? Number(error.statusCode) : undefined;
  const code =
    "code" in error && typeof error.code === "string" && /^[A-Z][A-Za-z_]{1,60}$/.test(error.code)
      ? error.code
      : undefined;
  if (status === undefined && code === undefined) return codesOf(error.cause, depth + 1);
  return { ...(status !== undefined && { status }), ...(code !== undefined && { code }) };
}
