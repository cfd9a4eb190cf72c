import type { Log } from "#platform/telemetry/log.ts";
import { seldom } from "#platform/telemetry/seldom.ts";
import type { Failed } from "./work.ts";

/**
 * Failed tries in the log, by the name of their job. What fails on the way to the work, such as a store that is gone, fails
 * for both queues every second: it is told of once a minute.
 */
export function failureLog(log: Log, queue: string): Failed {
  const untold = seldom();
  return (error, { attempts, job, isGivenUp }) => {
    if (job !== undefined) {
      log.bug(job, error, { attempt: attempts });
      if (isGivenUp) log.event({ name: job, outcome: "parked", attempt: attempts });
      return;
    }
    const count = untold(error instanceof Error ? error.name : typeof error);
    if (count !== undefined) log.bug(`${queue}/round`, error, { count });
  };
}
